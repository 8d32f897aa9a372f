import { isProblem, problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import type { AccountRow } from '../queries/account.ts';
import { findUser } from '../queries/user.ts';
import { signedIn } from '../signed-in.ts';
import { authenticate } from './authenticate.ts';

/**
 * The caller's account, opened by its password once more; a wrong one is counted like a wrong login and is a fault of the field
 * at `pointer`. Throws `invalid_body`, `rate_limited`, `user_not_found`.
 */
export async function confirmPassword(context: AuthContext, password: string, pointer: string): Promise<AccountRow> {
  const user = await findUser(context.db, signedIn(context).id);
  if (!user) throw problem('user_not_found');
  try {
    return await authenticate(context, user.email, password);
  } catch (error) {
    // The caller is known; what is wrong is a field.
    throw isProblem(error, 'invalid_credentials') ? wrongPassword(pointer) : error;
  }
}

export function wrongPassword(pointer: string) {
  return problem('invalid_body', { errors: [{ pointer, code: 'wrong_password' }] });
}
