import { notificationEvents } from '@kabinet/contracts/notifications/events';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import type { MailRow } from '../queries/mail.ts';
import { failureOf } from './present-mail.ts';

/** Tells what became of a mail, never of whom or what it tells. */
export async function publishMail(
  context: NotificationsContext,
  tx: Transaction,
  what: Extract<keyof typeof notificationEvents, `mail_${string}`>,
  mail: MailRow,
): Promise<void> {
  // News to people is no business of the audit log, unless it does not arrive.
  if (mail.kind === 'notices' && (what === 'mail_queued' || what === 'mail_sent' || what === 'mail_kept')) return;
  const { id, kind, reference_id, status, attempts, version } = mail;
  await context.publish(tx, notificationEvents[what], {
    subject: id,
    version,
    organization_id: null,
    root_id: null,
    data: { id, kind, reference_id, status, attempts, failure: failureOf(mail) },
  });
}
