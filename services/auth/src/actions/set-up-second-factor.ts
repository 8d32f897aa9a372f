import type { SecondFactor } from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import { seal } from '@kabinet/sealing';
import type { AuthContext } from '../context.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../credentials/recovery-code.ts';
import { newTotpSecret, totpSetup } from '../credentials/totp.ts';
import { lockAccount } from '../queries/account.ts';
import { countCodesLeft, findFactor, lockFactor, putFactor, replaceCodes, updateFactor } from '../queries/second-factor.ts';
import { endSessionsOf } from '../queries/session.ts';
import { updateUser } from '../queries/user.ts';
import { signedIn } from '../signed-in.ts';
import { confirmPassword } from './confirm-password.ts';
import { admitAttempt, factorBuckets, forgiveAttempt } from './limit-attempts.ts';
import { publishSessionsEnded } from './publish.ts';
import { publishFactorEnabled } from './publish-second-factor.ts';
import { factorSeal, takeAppCode } from './take-code.ts';

/** The state of the caller's second factor. */
export async function readSecondFactor(context: AuthContext): Promise<SecondFactor> {
  const { id } = signedIn(context);
  const factor = await findFactor(context.system, id);
  if (!factor) return { status: 'none', confirmed_at: null, recovery_codes_left: 0 };
  const { confirmed_at } = factor;
  if (confirmed_at === null) return { status: 'pending', confirmed_at, recovery_codes_left: 0 };
  return { status: 'active', confirmed_at, recovery_codes_left: await countCodesLeft(context.system, id) };
}

/** Makes the secret of the caller's app; it is shown this once only. Throws `second_factor_active`, `invalid_body`, `rate_limited`. */
export async function beginSecondFactor(context: AuthContext, password: string): Promise<{ secret: string; otpauth_uri: string }> {
  const account = await confirmPassword(context, password, '/password');
  const secret = newTotpSecret();
  await context.system.transaction(async (tx) => {
    await lockAccount(tx, account.id);
    if ((await findFactor(tx, account.id))?.confirmed_at) throw problem('second_factor_active');
    await putFactor(tx, {
      user_id: account.id,
      sealed_secret: seal(secret, factorSeal(context, account.id)),
      confirmed_at: null,
      last_step: null,
      created_at: context.now().toISOString(),
    });
  });
  // Apps divide the label at the colon.
  return totpSetup(secret, account.email, context.installation.vendor[account.locale].replaceAll(':', ' '));
}

/**
 * Turns the factor on and ends the caller's other sessions, which were opened without it; answers the recovery codes. Throws
 * `invalid_body` for a wrong code, `second_factor_active`, `second_factor_inactive`, `rate_limited`.
 */
export async function confirmSecondFactor(context: AuthContext, code: string): Promise<string[]> {
  const { id, session_id } = signedIn(context);
  const buckets = factorBuckets(context, id);
  await admitAttempt(context, buckets);
  const codes = newRecoveryCodes();
  await context.system.transaction(async (tx) => {
    const factor = await lockFactor(tx, id);
    if (!factor) throw problem('second_factor_inactive');
    if (factor.confirmed_at !== null) throw problem('second_factor_active');
    if (!(await takeAppCode(context, tx, factor, code))) throw wrongCode();
    const now = context.now().toISOString();
    await updateFactor(tx, id, { confirmed_at: now });
    await keepCodes(context, tx, id, codes);
    await endSessionsOf(tx, id, now, session_id);
    const user = await updateUser(tx, id, { updated_at: now });
    await publishFactorEnabled(context, tx, user);
    await publishSessionsEnded(context, tx, user, 'second_factor_enabled', session_id);
  });
  await forgiveAttempt(context, buckets);
  return codes;
}

/** Keeps what the codes are found by; the codes themselves are shown once and forgotten. */
export async function keepCodes(context: AuthContext, tx: Transaction, userId: string, codes: readonly string[]): Promise<void> {
  await replaceCodes(
    tx,
    userId,
    codes.flatMap((code) => recoveryCodeHash(context.installation.secret, userId, code) ?? []),
  );
}

export function wrongCode() {
  return problem('invalid_body', { errors: [{ pointer: '/code', code: 'wrong_code' }] });
}
