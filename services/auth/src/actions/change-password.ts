import type { AuthContext } from '../context.ts';
import { lockAccount } from '../queries/account.ts';
import { signedIn } from '../signed-in.ts';
import { confirmPassword, wrongPassword } from './confirm-password.ts';
import { hashNewPassword, replacePassword } from './set-password.ts';

const PRESENT = '/current_password';

/** Changes the caller's own password; a wrong present one is counted like a wrong login. Throws `invalid_body`, `rate_limited`. */
export async function changePassword(
  context: AuthContext,
  input: { readonly current_password: string; readonly password: string },
): Promise<void> {
  const { id, session_id } = signedIn(context);
  const account = await confirmPassword(context, input.current_password, PRESENT);
  const passwordHash = await hashNewPassword(context, input.password, account.email);
  await context.system.transaction(async (tx) => {
    const present = await lockAccount(tx, id);
    // Replaced by somebody else's change since it was checked.
    if (present?.password_hash !== account.password_hash) throw wrongPassword(PRESENT);
    await replacePassword(context, tx, id, passwordHash, session_id);
  });
}
