import type { Webhook, WebhookDelivery } from '@kabinet/contracts/notifications/webhook-resources';
import type { DeliveryRow } from '../queries/webhook-delivery.ts';
import type { WebhookRow } from '../queries/webhook.ts';

/** The webhook as its owners see it: never its secret. A secret that is over is not spoken of any more. */
export function presentWebhook(row: WebhookRow, now: Date): Webhook {
  const { id, cabinet, url, description, events, status, failing_since, previous_secret_until: until, created_at, updated_at } = row;
  const previous_secret_until = until !== null && Date.parse(until) > now.getTime() ? until : null;
  return { id, cabinet, url, description, events, status, failing_since, previous_secret_until, created_at, updated_at };
}

export function presentDelivery({ id, type, status, attempts, next_attempt_at, created_at }: DeliveryRow): WebhookDelivery {
  return { id, type, status, attempts, next_attempt_at, created_at };
}
