import type { Webhook, WebhookChanges } from '@kabinet/contracts/notifications/webhook-resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import { endDeliveries } from '../queries/webhook-delivery.ts';
import { deleteWebhookRow, lockWebhook, updateWebhook, type WebhookRow } from '../queries/webhook.ts';
import { requireGoodUrl } from './create-webhook.ts';
import { presentWebhook } from './present-webhook.ts';
import { publishWebhook } from './publish-webhook.ts';

/**
 * Changes a webhook. One that is switched off is sent nothing, and what waited for it is given up; one that is switched on begins with
 * a clean slate. Throws `webhook_not_found`, `version_mismatch`, `invalid_body`.
 */
export async function changeWebhook(
  context: NotificationsContext,
  id: string,
  changes: WebhookChanges,
): Promise<{ webhook: Webhook; version: number }> {
  if (changes.url !== undefined) requireGoodUrl(context, changes.url);
  return context.db.transaction(async (tx) => {
    const before = await lockForChange(context, tx, id);
    const updated_at = context.now().toISOString();
    const afresh = changes.status === 'enabled' && before.status !== 'enabled' ? { failing_since: null } : {};
    await updateWebhook(tx, id, { ...changes, ...afresh, updated_at });
    if (changes.status === 'disabled') await endDeliveries(tx, id);
    const after = { ...before, ...changes, ...afresh, updated_at, version: before.version + 1 };
    await publishWebhook(context, tx, 'webhook_changed', after);
    return { webhook: presentWebhook(after, context.now()), version: after.version };
  });
}

/** Removes a webhook with its log. Throws `webhook_not_found`. */
export async function deleteWebhook(context: NotificationsContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const webhook = await lockForChange(context, tx, id);
    await deleteWebhookRow(tx, id);
    await publishWebhook(context, tx, 'webhook_deleted', { ...webhook, version: webhook.version + 1 });
  });
}

/** Throws `webhook_not_found`, `version_mismatch`. */
export async function lockForChange(context: NotificationsContext, tx: Transaction, id: string): Promise<WebhookRow> {
  const webhook = await lockWebhook(tx, id);
  if (!webhook) throw problem('webhook_not_found');
  if (context.ifMatch !== undefined && context.ifMatch !== webhook.version) throw problem('version_mismatch');
  return webhook;
}
