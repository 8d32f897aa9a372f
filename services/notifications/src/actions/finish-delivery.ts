import type { WebhookAttempt } from '@kabinet/contracts/notifications/webhook-resources';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import { judgeDelivery, withAttempt } from '../domain/webhook-retries.ts';
import { membersOf } from '../queries/recipients.ts';
import { endDeliveries, updateDelivery, type DeliveryRow } from '../queries/webhook-delivery.ts';
import { lockWebhook, markFailing, updateWebhook, type WebhookRow } from '../queries/webhook.ts';
import { publishWebhook } from './publish-webhook.ts';
import { tell } from './tell.ts';

/**
 * Writes down how an attempt ended and what follows from it; answers since when nothing reaches the webhook, null when this did. Does
 * nothing when somebody else was first, or the webhook is gone.
 */
export async function finishDelivery(context: NotificationsContext, delivery: DeliveryRow, attempt: WebhookAttempt): Promise<Date | null> {
  return context.system.transaction(async (tx) => {
    const webhook = await lockWebhook(tx, delivery.webhook_id);
    if (!webhook) return null;
    const since = webhook.failing_since === null ? null : new Date(webhook.failing_since);
    const verdict = judgeDelivery(attempt, delivery.tries, since, context.now());
    const finished = await updateDelivery(tx, delivery, {
      status: verdict.status,
      attempts: withAttempt(delivery.attempts, attempt),
      next_attempt_at: verdict.nextAttemptAt?.toISOString() ?? null,
    });
    if (!finished) return null;
    if (since?.getTime() !== verdict.failingSince?.getTime()) {
      await markFailing(tx, webhook.id, verdict.failingSince?.toISOString() ?? null);
    }
    if (verdict.switchOff !== null && webhook.status === 'enabled') await switchOff(context, tx, webhook, verdict.switchOff);
    return verdict.failingSince;
  });
}

async function switchOff(context: NotificationsContext, tx: Transaction, webhook: WebhookRow, why: 'gone' | 'silent'): Promise<void> {
  const { id, organization_id, root_id, url } = webhook;
  const version = webhook.version + 1;
  await updateWebhook(tx, id, { status: 'failed', updated_at: context.now().toISOString() });
  await endDeliveries(tx, id);
  await publishWebhook(context, tx, 'webhook_failed', { ...webhook, status: 'failed', version });
  await tell(context, tx, {
    kind: 'webhook',
    cause: `webhook:${id}:${version}`,
    data: { what: 'webhook_failed', id, host: new URL(url).host, gone: why === 'gone' },
    recipients: membersOf(organization_id, rolesWith(context.access.customer, kindRules.webhook.permission ?? '')),
    organization: { id: organization_id, root_id },
  });
}
