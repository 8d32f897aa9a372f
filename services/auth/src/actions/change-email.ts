import { authEvents } from '@kabinet/contracts/auth/events';
import { isDuplicate, type Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { linkToken, tokenHash } from '../credentials/secret-token.ts';
import { normalizeEmail } from '../domain/email.ts';
import { findAccount, lockAccount } from '../queries/account.ts';
import {
  closeEmailChangesOf,
  findOpenEmailChange,
  insertEmailChange,
  lockOpenEmailChange,
  type EmailChangeRow,
} from '../queries/email-change.ts';
import { closeResetsOf } from '../queries/password-reset.ts';
import { updateUser } from '../queries/user.ts';
import { confirmPassword } from './confirm-password.ts';
import { admitAttempt, mailBuckets } from './limit-attempts.ts';

const LINK_LIFETIME_MS = 24 * 60 * 60_000;
const ofNobody = { organization_id: null, root_id: null } as const;

/**
 * Mails a link to the new address and a notice to the old one. An address that somebody else has is answered alike; no link goes there.
 * Throws `invalid_body` for a wrong password, `rate_limited`.
 */
export async function requestEmailChange(
  context: AuthContext,
  input: { readonly password: string; readonly email: string },
): Promise<void> {
  const account = await confirmPassword(context, input.password, '/password');
  const email = normalizeEmail(input.email);
  await admitAttempt(context, mailBuckets(context, email, 'email change'));
  const id = context.newId();
  const now = context.now();
  await context.system.transaction(async (tx) => {
    await closeEmailChangesOf(tx, account.id, now.toISOString());
    await insertEmailChange(tx, {
      id,
      user_id: account.id,
      email,
      token_hash: linkToken('email_change', id, context.installation.secret).hash,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + LINK_LIFETIME_MS).toISOString(),
      closed_at: null,
    });
    const data = { id, user_id: account.id };
    await context.publish(tx, authEvents.email_change_requested, { ...ofNobody, subject: id, version: 1, data });
  });
}

/** Gives the account its new address; links mailed to the old one are void. Throws `invalid_link`, also when the address was taken meanwhile. */
export async function confirmEmailChange(context: AuthContext, token: string): Promise<void> {
  const hash = tokenHash('email_change', token);
  const change = hash && (await findOpenEmailChange(context.system, hash, context.now().toISOString()));
  if (!change) throw problem('invalid_link');
  try {
    await context.system.transaction((tx) => takeAddress(context, tx, change));
  } catch (error) {
    // Somebody else took it in the same instant: neither saw the other's row.
    throw isDuplicate(error, 'app_user_email') ? problem('invalid_link', { cause: error }) : error;
  }
}

async function takeAddress(context: AuthContext, tx: Transaction, change: EmailChangeRow): Promise<void> {
  const now = context.now().toISOString();
  const account = await lockAccount(tx, change.user_id);
  const open = await lockOpenEmailChange(tx, change.id, now);
  if (!open || account?.status !== 'active' || (await findAccount(tx, change.email))) throw problem('invalid_link');
  await closeEmailChangesOf(tx, change.user_id, now);
  await closeResetsOf(tx, change.user_id, now);
  const { id, version } = await updateUser(tx, change.user_id, { email: change.email, updated_at: now });
  await context.publish(tx, authEvents.email_changed, { ...ofNobody, subject: id, version, data: { user_id: id } });
}
