import type { WebhookWithSecret } from '@kabinet/contracts/notifications/webhook-resources';
import type { NotificationsContext } from '../context.ts';
import { updateWebhook } from '../queries/webhook.ts';
import { newWebhookSecret } from '../webhook-vault.ts';
import { lockForChange } from './change-webhook.ts';
import { presentWebhook } from './present-webhook.ts';
import { publishWebhook } from './publish-webhook.ts';

/** Time enough to bring the new secret to where messages are received. */
const BOTH_VALID_MS = 24 * 3_600_000;

/** Gives a webhook a new secret. For a day messages are signed with the one before it too. Throws `webhook_not_found`. */
export async function rotateWebhookSecret(
  context: NotificationsContext,
  id: string,
): Promise<{ webhook: WebhookWithSecret; version: number }> {
  const secret = newWebhookSecret();
  return context.db.transaction(async (tx) => {
    const before = await lockForChange(context, tx, id);
    const now = context.now();
    const changes = {
      sealed_secret: context.state.webhooks.vault.seal(id, secret),
      sealed_previous_secret: before.sealed_secret,
      previous_secret_until: new Date(now.getTime() + BOTH_VALID_MS).toISOString(),
      updated_at: now.toISOString(),
    };
    await updateWebhook(tx, id, changes);
    const after = { ...before, ...changes, version: before.version + 1 };
    await publishWebhook(context, tx, 'webhook_secret_rotated', after);
    return { webhook: { ...presentWebhook(after, now), secret }, version: after.version };
  });
}
