import { isProblem, problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { lockAccount, type AccountRow } from '../queries/account.ts';
import { findUser } from '../queries/user.ts';
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
  const account = await checkPresent(context, user.email, input.current_password);
  const passwordHash = await hashNewPassword(context, input.password, user.email);
  await context.system.transaction(async (tx) => {
    const present = await lockAccount(tx, id);
    // Replaced by somebody else's change since it was checked.
    if (present?.password_hash !== account.password_hash) throw wrongPassword();
    await replacePassword(context, tx, id, passwordHash, session_id);
  });
}

async function checkPresent(context: AuthContext, email: string, password: string): Promise<AccountRow> {
  try {
    return await authenticate(context, email, password);
  } catch (error) {
    // The caller is known; what is wrong is a field.
    throw isProblem(error, 'invalid_credentials') ? wrongPassword() : error;
  }
}

function wrongPassword() {
  return problem('invalid_body', { errors: [{ pointer: '/current_password', code: 'wrong_password' }] });
}
