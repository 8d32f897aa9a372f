import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { tokenHash } from '../credentials/secret-token.ts';
import { lockAccount } from '../queries/account.ts';
import { closeChallenge, findOpenChallenge, lockOpenChallenge } from '../queries/login-challenge.ts';
import type { IssuedTokens } from './issue-tokens.ts';
import { admitAttempt, factorBuckets, forgiveAttempt } from './limit-attempts.ts';
import { startSession } from './start-session.ts';
import { takeCode } from './take-code.ts';

/**
 * Starts the session of a login whose password was right. Throws `invalid_mfa_token`, `invalid_code`, `rate_limited`; after a
 * wrong code the token is still good.
 */
export async function completeLogIn(
  context: AuthContext,
  { mfa_token, code }: { readonly mfa_token: string; readonly code: string },
): Promise<IssuedTokens> {
  const hash = tokenHash('login_challenge', mfa_token);
  const challenge = hash && (await findOpenChallenge(context.system, hash, context.now().toISOString()));
  if (!challenge) throw problem('invalid_mfa_token');
  const userId = challenge.user_id;
  const buckets = factorBuckets(context, userId);
  await admitAttempt(context, buckets);
  const sign = await context.state.keys.signer(context);
  const issued = await context.system.transaction(async (tx) => {
    const account = await lockAccount(tx, userId);
    const now = context.now().toISOString();
    if (account?.status !== 'active' || !(await lockOpenChallenge(tx, challenge.id, now))) throw problem('invalid_mfa_token');
    if (!(await takeCode(context, tx, userId, code))) throw problem('invalid_code');
    await closeChallenge(tx, challenge.id, now);
    return startSession(context, tx, userId, sign);
  });
  await forgiveAttempt(context, buckets);
  return issued;
}
