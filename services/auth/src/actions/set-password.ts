import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { passwordFaults } from '../domain/password-policy.ts';
import { closeEmailChangesOf } from '../queries/email-change.ts';
import { closeChallengesOf } from '../queries/login-challenge.ts';
import { closeResetsOf } from '../queries/password-reset.ts';
import { endSessionsOf } from '../queries/session.ts';
import { updateUser } from '../queries/user.ts';
import { publishPasswordChanged, publishSessionsEnded } from './publish.ts';

/** The hash of a password that the policy allows; made before a transaction begins. Throws `invalid_body`. */
export async function hashNewPassword(context: AuthContext, password: string, email: string): Promise<string> {
  const faults = passwordFaults(password, email);
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  return context.state.passwords.hash(password);
}

/** Replaces a password: links mailed for it and logins under way become useless, and sessions end, but for the one that `keep` names. */
export async function replacePassword(
  context: AuthContext,
  tx: Transaction,
  userId: string,
  passwordHash: string,
  keep: string | null,
): Promise<void> {
  const now = context.now().toISOString();
  const user = await updateUser(tx, userId, { password_hash: passwordHash, updated_at: now });
  await closeResetsOf(tx, userId, now);
  await closeChallengesOf(tx, userId, now);
  await closeEmailChangesOf(tx, userId, now);
  await endSessionsOf(tx, userId, now, keep);
  await publishPasswordChanged(context, tx, user, keep === null ? 'reset' : 'user');
  await publishSessionsEnded(context, tx, user, keep === null ? 'password_reset' : 'password_changed', keep);
}
