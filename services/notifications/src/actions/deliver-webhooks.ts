import type { NotificationsContext } from '../context.ts';
import { pauseAfterFailure } from '../domain/webhook-retries.ts';
import { signatureHeaders } from '../domain/webhook-signature.ts';
import { everywhere } from '@kabinet/contract/access';
import { claimDelivery, findNextAttempt, type DeliveryRow } from '../queries/webhook-delivery.ts';
import { findWebhook, lockWebhook, type WebhookRow } from '../queries/webhook.ts';
import { enqueueDelivering } from './enqueue-delivering.ts';
import { finishDelivery } from './finish-delivery.ts';

/** One run delivers for so long, then others have their turn. */
const RUN_MS = 20_000;
/** An attempt takes a quarter of that at most: one that has not ended by then never will. */
const ABANDONED_MS = 60_000;

/**
 * The job behind every webhook: sends what is due, one message after the other. After one that failed the others wait, so that a
 * receiver who is down, or holds us up on purpose, is asked now and then and not once per message.
 */
export async function deliverWebhooks(context: NotificationsContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const id = String(payload['webhook_id']);
  await context.state.webhooks.runs.run(id, () => deliverDue(context, id));
}

async function deliverDue(context: NotificationsContext, webhookId: string): Promise<void> {
  const end = Date.now() + RUN_MS;
  let failingSince: Date | null = null;
  while (failingSince === null && Date.now() < end) {
    const now = context.now();
    const abandoned = new Date(now.getTime() + ABANDONED_MS).toISOString();
    const delivery = await claimDelivery(context.renew().system, webhookId, now.toISOString(), abandoned);
    if (!delivery) break;
    failingSince = await attempt(context, delivery);
  }
  await planNextRun(context, webhookId, failingSince);
}

/** Answers since when nothing arrives; null when this did. */
async function attempt(context: NotificationsContext, delivery: DeliveryRow): Promise<Date | null> {
  const webhook = await findWebhook(context.renew().system, delivery.webhook_id, everywhere);
  if (!webhook) return null;
  const at = context.now();
  const { url } = webhook;
  const headers = signatureHeaders({ id: delivery.id, at, payload: delivery.payload }, secretsOf(context, webhook));
  const began = performance.now();
  const result = await context.state.webhooks.sender.send({ url, payload: delivery.payload, headers });
  const duration_ms = Math.round(performance.now() - began);
  return finishDelivery(context.renew(), delivery, { at: at.toISOString(), ...result, duration_ms });
}

/** The secret, and the one before it while it is still good. */
function secretsOf(context: NotificationsContext, webhook: WebhookRow): string[] {
  const { vault } = context.state.webhooks;
  const { id, sealed_secret, sealed_previous_secret, previous_secret_until: until } = webhook;
  const previous =
    sealed_previous_secret !== null && until !== null && Date.parse(until) > context.now().getTime() ? [sealed_previous_secret] : [];
  return [sealed_secret, ...previous].map((sealed) => vault.open(id, sealed));
}

/** Under the webhook's lock, so that a message that is queued meanwhile plans its own run after this one. */
async function planNextRun(context: NotificationsContext, webhookId: string, failingSince: Date | null): Promise<void> {
  await context.renew().system.transaction(async (tx) => {
    if ((await lockWebhook(tx, webhookId))?.status !== 'enabled') return;
    const next = await findNextAttempt(tx, webhookId);
    if (next === undefined) return;
    const now = context.now();
    const pause = failingSince === null ? 0 : pauseAfterFailure(failingSince, now);
    await enqueueDelivering(context, tx, webhookId, new Date(Math.max(Date.parse(next), now.getTime() + pause)));
  });
}
