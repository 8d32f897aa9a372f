import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { findAccount, type AccountRow } from '../queries/account.ts';
import { admitAttempt, forgiveAttempt, loginBuckets } from './limit-attempts.ts';

/**
 * The active user with this address (normal form) and password. Throws `invalid_credentials` alike for whatever is wrong,
 * after the same work; `rate_limited` after too many attempts, whether or not the address is known.
 */
export async function authenticate(context: AuthContext, email: string, password: string): Promise<AccountRow> {
  context.state.passwords.refuseWhenBusy();
  const buckets = loginBuckets(context, email);
  await admitAttempt(context, buckets);
  const account = await findAccount(context.system, email);
  const matches = await context.state.passwords.verify(account?.password_hash ?? null, password);
  if (!account || !matches || account.status !== 'active') throw problem('invalid_credentials');
  await forgiveAttempt(context, buckets);
  return account;
}
