import type { Transaction } from '@kabinet/database';
import { unseal, type SealOptions } from '@kabinet/sealing';
import type { AuthContext } from '../context.ts';
import { recoveryCodeHash } from '../credentials/recovery-code.ts';
import { acceptedStep } from '../credentials/totp.ts';
import { countCodesLeft, lockFactor, spendCode, updateFactor, type SecondFactorRow } from '../queries/second-factor.ts';
import { updateUser } from '../queries/user.ts';
import { publishRecoveryCodeUsed } from './publish-second-factor.ts';

/** Whether the code is right for the user's active factor: of the app, or a recovery code. Right, it is spent. */
export async function takeCode(context: AuthContext, tx: Transaction, userId: string, code: string): Promise<boolean> {
  const factor = await lockFactor(tx, userId);
  if (!factor?.confirmed_at) return false;
  return (await takeAppCode(context, tx, factor, code)) || takeRecoveryCode(context, tx, userId, code);
}

/** Whether the app shows this code now, whether or not the factor is active yet. */
export async function takeAppCode(context: AuthContext, tx: Transaction, factor: SecondFactorRow, code: string): Promise<boolean> {
  const digits = code.replaceAll(/\s/g, '');
  const secret = unseal(factor.sealed_secret, factorSeal(context, factor.user_id));
  const step = acceptedStep(secret, digits, factor.last_step, context.now().getTime());
  if (step === undefined) return false;
  await updateFactor(tx, factor.user_id, { last_step: step });
  return true;
}

async function takeRecoveryCode(context: AuthContext, tx: Transaction, userId: string, code: string): Promise<boolean> {
  const hash = recoveryCodeHash(context.installation.secret, userId, code);
  const now = context.now().toISOString();
  if (!hash || !(await spendCode(tx, userId, hash, now))) return false;
  const user = await updateUser(tx, userId, { updated_at: now });
  await publishRecoveryCodeUsed(context, tx, user, await countCodesLeft(tx, userId));
  return true;
}

export function factorSeal(context: AuthContext, userId: string): SealOptions {
  return { secret: context.installation.secret, purpose: 'secrets of second factors', boundTo: userId };
}
