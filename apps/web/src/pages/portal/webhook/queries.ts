import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';

export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => api.notifications.getWebhook({ params: { id } }, { signal }),
  });
}

export function deliveryQuery(webhookId: string, id: string) {
  return queryOptions({
    queryKey: ['webhook-deliveries', 'one', webhookId, id],
    queryFn: ({ signal }) => api.notifications.getWebhookDelivery({ params: { id: webhookId, delivery_id: id } }, { signal }),
  });
}

/** After a change: of the webhook, and of what it was sent. */
export async function showWebhookChanges(): Promise<void> {
  await Promise.all(['webhooks', 'webhook-deliveries'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
}
