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
  await queueMail(context, tx, { kind: 'invitation', reference_id: event.data.id, organization_id: event.data.organization_id });
}

export async function queuePasswordReset(
  context: NotificationsContext,
  event: EventOf<typeof authEvents.password_reset_requested>,
  tx: Transaction,
): Promise<void> {
  await queueMail(context, tx, { kind: 'password_reset', reference_id: event.data.id, reader_id: event.data.user_id });
}

export async function queueEmailChange(
  context: NotificationsContext,
  event: EventOf<typeof authEvents.email_change_requested>,
  tx: Transaction,
): Promise<void> {
  const { id: reference_id, user_id: reader_id } = event.data;
  await queueMail(context, tx, { kind: 'email_change', reference_id, reader_id });
  await queueMail(context, tx, { kind: 'email_change_notice', reference_id, reader_id });
}

export async function queueJoinRequest(
  context: NotificationsContext,
  event: EventOf<typeof authEvents.join_requested>,
  tx: Transaction,
): Promise<void> {
  const { organization_id, notices } = event.data;
  for (const reference_id of notices) await queueMail(context, tx, { kind: 'join_request', reference_id, organization_id });
}

/** Whoever got hold of an account must not change how it is protected unseen. */
export function queueFactorMail(kind: FactorMailKind) {
  return async (context: NotificationsContext, event: EventOf<typeof authEvents.second_factor_enabled>, tx: Transaction): Promise<void> => {
    await queueMail(context, tx, { kind, reference_id: event.id, reader_id: event.data.user_id });
  };
}

interface MailToQueue {
  readonly kind: MailKind;
  readonly reference_id: string;
  /** Whose account it is about; by one or the other it is a client's mail. */
  readonly reader_id?: string;
  readonly organization_id?: string;
}

/** One mail per invitation, reset or event, however often the event comes. */
async function queueMail(context: NotificationsContext, tx: Transaction, mailToQueue: MailToQueue): Promise<void> {
  const id = context.newId();
  const now = context.now().toISOString();
  const host = new URL(context.installation.publicUrl).hostname;
  const mail = await insertMail(tx, {
    ...mailToQueue,
    id,
    message_id: `<${id}@${host}>`,
    next_attempt_at: now,
    created_at: now,
    updated_at: now,
  });
  if (!mail) return;
  await publishMail(context, tx, 'mail_queued', mail);
  await enqueueSending(context, tx, id);
}
