import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';

/** Has the mails that are due now made, after this commits. One job waits for all. */
export async function enqueueMailing(context: NotificationsContext, tx: Transaction): Promise<void> {
  await context.enqueue(tx, 'mail_notices', {}, { key: 'mail_notices' });
}
