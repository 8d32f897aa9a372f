import { authEvents } from '@kabinet/contracts/auth/events';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { linkToken, tokenHash } from '../credentials/secret-token.ts';
import { normalizeEmail } from '../domain/email.ts';
import { findAccount } from '../queries/account.ts';
import { findOpenReset, insertReset, lockOpenReset } from '../queries/password-reset.ts';
import { findUser } from '../queries/user.ts';
import { admitAttempt, countAttempt, forgiveIn, loginBuckets, mailBuckets, requesterBuckets } from './limit-attempts.ts';
import { hashNewPassword, replacePassword } from './set-password.ts';

const LINK_LIFETIME_MS = 60 * 60_000;

/** Accepts the request, whosever address it is: whether there is such an account shows in the work of a job only. */
export async function requestPasswordReset(context: AuthContext, email: string): Promise<void> {
  await admitAttempt(context, requesterBuckets(context));
  await context.db.transaction((tx) => context.enqueue(tx, 'start_password_reset', { address: normalizeEmail(email) }));
}

/** The job behind a request: makes a link for the active user with this address, unless several went out lately. */
export async function startPasswordReset(context: AuthContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const address = String(payload['address']);
  const user = await findAccount(context.system, address);
  if (user?.status !== 'active') return;
  const id = context.newId();
  const now = context.now();
  await context.system.transaction(async (tx) => {
    if ((await countAttempt(tx, mailBuckets(context, address, 'password reset'), now.getTime())) > 0) return;
    await insertReset(tx, {
      id,
      user_id: user.id,
      token_hash: linkToken('password_reset', id, context.installation.secret).hash,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + LINK_LIFETIME_MS).toISOString(),
      closed_at: null,
    });
    await context.publish(tx, authEvents.password_reset_requested, {
      subject: id,
      version: 1,
      organization_id: null,
      root_id: null,
      data: { id, user_id: user.id },
    });
  });
}

/** Sets the password of whose link this is, ends all sessions and takes off what slowed logging in. Throws `invalid_link`, `invalid_body`. */
export async function confirmPasswordReset(
  context: AuthContext,
  input: { readonly token: string; readonly password: string },
): Promise<void> {
  const hash = tokenHash('password_reset', input.token);
  const reset = hash && (await findOpenReset(context.system, hash, context.now().toISOString()));
  if (!reset) throw problem('invalid_link');
  const user = await findUser(context.system, reset.user_id);
  if (user?.status !== 'active') throw problem('invalid_link');
  const passwordHash = await hashNewPassword(context, input.password, user.email);
  await context.system.transaction(async (tx) => {
    if (!(await lockOpenReset(tx, reset.id, context.now().toISOString()))) throw problem('invalid_link');
    const account = loginBuckets(context, user.email).filter((bucket) => bucket.cleared);
    await forgiveIn(tx, account, context.now().getTime());
    await replacePassword(context, tx, user.id, passwordHash, null);
  });
}
