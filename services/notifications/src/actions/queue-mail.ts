import type { EventOf } from '@kabinet/contract/events';
import type { authEvents } from '@kabinet/contracts/auth/events';
import type { FactorMailKind, MailKind } from '@kabinet/contracts/notifications/resources';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { insertMail } from '../queries/mail.ts';
import { enqueueSending } from './enqueue-sending.ts';
import { publishMail } from './publish-mail.ts';

export async function queueInvitation(
  context: NotificationsContext,
  event: EventOf<typeof authEvents.user_invited>,
  tx: Transaction,
): Promise<void> {
  await queueMail(context, tx, 'invitation', event.data.id);
}

export async function queuePasswordReset(
  context: NotificationsContext,
  event: EventOf<typeof authEvents.password_reset_requested>,
  tx: Transaction,
): Promise<void> {
  await queueMail(context, tx, 'password_reset', event.data.id);
}

export async function queueEmailChange(
  context: NotificationsContext,
  event: EventOf<typeof authEvents.email_change_requested>,
  tx: Transaction,
): Promise<void> {
  await queueMail(context, tx, 'email_change', event.data.id);
  await queueMail(context, tx, 'email_change_notice', event.data.id);
}

export async function queueJoinRequest(
  context: NotificationsContext,
  event: EventOf<typeof authEvents.join_requested>,
  tx: Transaction,
): Promise<void> {
  for (const notice of event.data.notices) await queueMail(context, tx, 'join_request', notice);
}

/** Whoever got hold of an account must not change how it is protected unseen. */
export function queueFactorMail(kind: FactorMailKind) {
  return async (context: NotificationsContext, event: EventOf<typeof authEvents.second_factor_enabled>, tx: Transaction): Promise<void> => {
    await queueMail(context, tx, kind, event.id, event.data.user_id);
  };
}

/** One mail per invitation, reset or event, however often the event comes. `readerId` where auth does not know by the reference who reads it. */
async function queueMail(
  context: NotificationsContext,
  tx: Transaction,
  kind: MailKind,
  referenceId: string,
  readerId: string | null = null,
): Promise<void> {
  const id = context.newId();
  const now = context.now().toISOString();
  const host = new URL(context.installation.publicUrl).hostname;
  const mail = await insertMail(tx, {
    id,
    kind,
    reference_id: referenceId,
    reader_id: readerId,
    message_id: `<${id}@${host}>`,
    next_attempt_at: now,
    created_at: now,
    updated_at: now,
  });
  if (!mail) return;
  await publishMail(context, tx, 'mail_queued', mail);
  await enqueueSending(context, tx, id);
}
