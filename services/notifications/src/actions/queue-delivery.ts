import type { WebhookDelivery } from '@kabinet/contracts/notifications/webhook-resources';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { RawBuilder } from 'kysely';
import type { NotificationsContext } from '../context.ts';
import { messageOf, testMessage, type OutgoingMessage } from '../domain/webhook-message.ts';
import { findDelivery, insertDeliveries, updateDelivery, type DeliveryRow } from '../queries/webhook-delivery.ts';
import { fetchListeners, lockWebhook, type WebhookRow } from '../queries/webhook.ts';
import type { NoticeRow } from '../queries/notice.ts';
import { enqueueDelivering } from './enqueue-delivering.ts';
import { presentDelivery } from './present-webhook.ts';

/** Queues a notice for the webhooks of `organizations`, a select of `organization_id`, and of those above them. */
export async function tellWebhooks(
  context: NotificationsContext,
  tx: Transaction,
  notice: Pick<NoticeRow, 'id' | 'kind' | 'organization_id' | 'data'>,
  organizations: RawBuilder<{ organization_id: string }>,
): Promise<void> {
  const listeners = await fetchListeners(tx, notice.kind, organizations);
  if (listeners.length === 0) return;
  const organization = notice.organization_id === null ? undefined : await findOrganization(tx, notice.organization_id);
  const cabinet = organization ? { id: organization.id, name: organization.name } : null;
  const frame = { cabinet, at: context.now(), today: context.today(), publicUrl: context.installation.publicUrl };
  const message = messageOf(notice.data, frame);
  await insertDeliveries(
    tx,
    listeners.map((listener) => newDelivery(context, listener, message, notice.id)),
  );
  for (const { id } of listeners) await enqueueDelivering(context, tx, id);
}

type Receiver = Pick<WebhookRow, 'id' | 'organization_id' | 'root_id'>;

function newDelivery(
  context: NotificationsContext,
  { id: webhook_id, organization_id, root_id }: Receiver,
  message: OutgoingMessage,
  noticeId: string | null,
) {
  const created_at = context.now().toISOString();
  return { id: context.newId(), webhook_id, organization_id, root_id, notice_id: noticeId, ...message, created_at };
}

/** Queues a message that tells of nothing. Throws `webhook_not_found`, `webhook_not_enabled`. */
export async function testWebhook(context: NotificationsContext, id: string): Promise<WebhookDelivery> {
  return context.db.transaction(async (tx) => {
    const webhook = await lockEnabled(tx, id);
    const delivery = newDelivery(context, webhook, testMessage({ cabinet: webhook.cabinet, at: context.now() }), null);
    await insertDeliveries(tx, [delivery]);
    await enqueueDelivering(context, tx, id);
    return presentDelivery(await requireDelivery(tx, id, delivery.id));
  });
}

/**
 * Queues a message once more, as new but under its id, by which a receiver knows one that it had already. Throws `webhook_not_found`,
 * `webhook_delivery_not_found`, `webhook_not_enabled`, `webhook_delivery_pending`.
 */
export async function redeliver(context: NotificationsContext, webhookId: string, id: string): Promise<WebhookDelivery> {
  return context.db.transaction(async (tx) => {
    const delivery = await requireDelivery(tx, webhookId, id);
    await lockEnabled(tx, webhookId);
    if (delivery.status === 'pending') throw problem('webhook_delivery_pending');
    const queued = await updateDelivery(tx, delivery, { status: 'pending', tries: 0, next_attempt_at: context.now().toISOString() });
    if (!queued) throw problem('webhook_delivery_pending');
    await enqueueDelivering(context, tx, webhookId);
    return presentDelivery(queued);
  });
}

async function requireDelivery(tx: Transaction, webhookId: string, id: string): Promise<DeliveryRow> {
  const delivery = await findDelivery(tx, webhookId, id);
  if (!delivery) throw problem('webhook_delivery_not_found');
  return delivery;
}

async function lockEnabled(tx: Transaction, id: string): Promise<WebhookRow> {
  const webhook = await lockWebhook(tx, id);
  if (!webhook) throw problem('webhook_not_found');
  if (webhook.status !== 'enabled') throw problem('webhook_not_enabled');
  return webhook;
}
