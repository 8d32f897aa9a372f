import { isProblem, problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { findUser, lockUser, type UserRow } from '../queries/user.ts';
import { signedIn } from '../signed-in.ts';
import { authenticate } from './authenticate.ts';
import { hashNewPassword, replacePassword } from './set-password.ts';

/** Changes the caller's own password; a wrong present one is counted like a wrong login. Throws `invalid_body`, `rate_limited`. */
export async function changePassword(
  context: AuthContext,
  input: { readonly current_password: string; readonly password: string },
): Promise<void> {
  const { id, session_id } = signedIn(context);
  const user = await findUser(context.db, id);
  if (!user) throw problem('user_not_found');
  await checkPresent(context, user, input.current_password);
  const passwordHash = await hashNewPassword(context, input.password, user.email);
  await context.db.transaction(async (tx) => {
    const present = await lockUser(tx, id);
    // Replaced by somebody else's change since it was checked.
    if (present?.password_hash !== user.password_hash) throw wrongPassword();
    await replacePassword(context, tx, id, passwordHash, session_id);
  });
}

async function checkPresent(context: AuthContext, user: UserRow, password: string): Promise<void> {
  try {
    await authenticate(context, user.email, password);
  } catch (error) {
    // The caller is known; what is wrong is a field.
    throw isProblem(error, 'invalid_credentials') ? wrongPassword() : error;
  }
}

function wrongPassword() {
  return problem('invalid_body', { errors: [{ pointer: '/current_password', code: 'wrong_password' }] });
}
