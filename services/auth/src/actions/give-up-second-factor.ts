import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { newRecoveryCodes } from '../credentials/recovery-code.ts';
import { lockAccount } from '../queries/account.ts';
import { closeChallengesOf } from '../queries/login-challenge.ts';
import { deleteFactor, findFactor } from '../queries/second-factor.ts';
import { endSessionsOf } from '../queries/session.ts';
import { updateUser } from '../queries/user.ts';
import { confirmPassword } from './confirm-password.ts';
import { admitAttempt, factorBuckets, forgiveAttempt } from './limit-attempts.ts';
import { publishRightsChanged, publishSessionsEnded } from './publish.ts';
import { publishFactorDisabled, publishRecoveryCodesReplaced } from './publish-second-factor.ts';
import { keepCodes, wrongCode } from './set-up-second-factor.ts';
import { takeCode } from './take-code.ts';

interface Proof {
  readonly password: string;
  readonly code: string;
}

/** New recovery codes in place of the old ones. Throws `second_factor_inactive`, `invalid_body`, `rate_limited`. */
export async function replaceRecoveryCodes(context: AuthContext, proof: Proof): Promise<string[]> {
  const codes = newRecoveryCodes();
  await withProof(context, proof, async (tx, userId) => {
    await keepCodes(context, tx, userId, codes);
    const user = await updateUser(tx, userId, { updated_at: context.now().toISOString() });
    await publishRecoveryCodesReplaced(context, tx, user);
  });
  return codes;
}

/** Turns the caller's second factor off. Throws `second_factor_inactive`, `invalid_body`, `rate_limited`. */
export async function disableSecondFactor(context: AuthContext, proof: Proof): Promise<void> {
  await withProof(context, proof, (tx, userId) => removeFactor(context, tx, userId, null));
}

/**
 * Staff remove the factor of a person who lost device and codes; the password stays. All sessions end: whoever opened them may be
 * whom the person is protected from. Throws `user_not_found`, `second_factor_inactive`.
 */
export async function resetSecondFactor(context: AuthContext, userId: string, reason: string): Promise<void> {
  await context.system.transaction(async (tx) => {
    if (!(await lockAccount(tx, userId))) throw problem('user_not_found');
    if (!(await findFactor(tx, userId))?.confirmed_at) throw problem('second_factor_inactive');
    await removeFactor(context, tx, userId, reason);
    const now = context.now().toISOString();
    await endSessionsOf(tx, userId, now, null);
    await publishSessionsEnded(context, tx, await updateUser(tx, userId, { updated_at: now }), 'second_factor_reset', null);
  });
}

/** Does `work` for the caller, who proves it by the password and by a code. */
async function withProof(context: AuthContext, proof: Proof, work: (tx: Transaction, userId: string) => Promise<void>): Promise<void> {
  const { id } = await confirmPassword(context, proof.password, '/password');
  if (!(await findFactor(context.system, id))?.confirmed_at) throw problem('second_factor_inactive');
  const buckets = factorBuckets(context, id);
  await admitAttempt(context, buckets);
  await context.system.transaction(async (tx) => {
    await lockAccount(tx, id);
    if (!(await takeCode(context, tx, id, proof.code))) throw wrongCode();
    await work(tx, id);
  });
  await forgiveAttempt(context, buckets);
}

async function removeFactor(context: AuthContext, tx: Transaction, userId: string, reason: string | null): Promise<void> {
  const now = context.now().toISOString();
  await deleteFactor(tx, userId);
  await closeChallengesOf(tx, userId, now);
  const user = await updateUser(tx, userId, { updated_at: now });
  await publishFactorDisabled(context, tx, user, reason);
  await publishRightsChanged(context, tx, user);
}
