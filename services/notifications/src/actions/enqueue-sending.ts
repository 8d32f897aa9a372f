import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';

/** Has the mail tried at `runAt`, or at once; a try that was planned before gives way to this one. */
export async function enqueueSending(context: NotificationsContext, tx: Transaction, mailId: string, runAt?: Date): Promise<void> {
  await context.enqueue(tx, 'send_mail', { mail_id: mailId }, { key: `mail:${mailId}`, ...(runAt ? { runAt } : {}) });
}
