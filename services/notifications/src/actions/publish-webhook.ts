import { notificationEvents } from '@kabinet/contracts/notifications/events';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import type { WebhookRow } from '../queries/webhook.ts';

/** Tells of a webhook as it is now, and of its address only whose it is. */
export async function publishWebhook(
  context: NotificationsContext,
  tx: Transaction,
  what: Extract<keyof typeof notificationEvents, `webhook_${string}`>,
  { id, organization_id, root_id, url, events, status, version }: Omit<WebhookRow, 'cabinet'>,
): Promise<void> {
  const data = { id, organization_id, host: new URL(url).host, events, status };
  await context.publish(tx, notificationEvents[what], { subject: id, version, organization_id, root_id, data });
}
