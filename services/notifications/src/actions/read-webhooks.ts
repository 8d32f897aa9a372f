import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import type { Webhook, WebhookDelivery, WebhookDeliveryDetails } from '@kabinet/contracts/notifications/webhook-resources';
import { problem } from '@kabinet/problem';
import type { ListPage } from '@kabinet/service';
import type { NotificationsContext } from '../context.ts';
import { fetchDeliveries, findDelivery } from '../queries/webhook-delivery.ts';
import { fetchWebhooks, findWebhook, type WebhookRow } from '../queries/webhook.ts';
import { presentDelivery, presentWebhook } from './present-webhook.ts';

type Operations = (typeof notificationsContract)['operations'];

export async function listWebhooks(
  context: NotificationsContext,
  input: Input<Operations['listWebhooks']>['query'],
): Promise<ListPage<Webhook>> {
  const page = await fetchWebhooks(context, input);
  return { ...page, items: page.items.map((row) => presentWebhook(row, context.now())) };
}

/** Throws `webhook_not_found`. */
export async function readWebhook(context: NotificationsContext, id: string): Promise<{ webhook: Webhook; version: number }> {
  const row = await requireWebhook(context, id);
  return { webhook: presentWebhook(row, context.now()), version: row.version };
}

/** Throws `webhook_not_found`. */
export async function listWebhookDeliveries(
  context: NotificationsContext,
  id: string,
  input: Input<Operations['listWebhookDeliveries']>['query'],
): Promise<ListPage<WebhookDelivery>> {
  await requireWebhook(context, id);
  const page = await fetchDeliveries(context, id, input);
  return { ...page, items: page.items.map(presentDelivery) };
}

/** Throws `webhook_not_found`, `webhook_delivery_not_found`. */
export async function readWebhookDelivery(context: NotificationsContext, webhookId: string, id: string): Promise<WebhookDeliveryDetails> {
  await requireWebhook(context, webhookId);
  const delivery = await findDelivery(context.db, webhookId, id);
  if (!delivery) throw problem('webhook_delivery_not_found');
  return { ...presentDelivery(delivery), payload: delivery.payload };
}

async function requireWebhook(context: NotificationsContext, id: string): Promise<WebhookRow> {
  const row = await findWebhook(context.db, id, context.scope('webhooks.manage'));
  if (!row) throw problem('webhook_not_found');
  return row;
}
