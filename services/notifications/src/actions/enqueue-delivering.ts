import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';

/** Has what is due for the webhook delivered at `runAt`, or at once; a run that was planned before gives way to this one. */
export async function enqueueDelivering(context: NotificationsContext, tx: Transaction, webhookId: string, runAt?: Date): Promise<void> {
  const options = { key: `webhook:${webhookId}`, ...(runAt ? { runAt } : {}) };
  await context.enqueue(tx, 'deliver_webhooks', { webhook_id: webhookId }, options);
}
