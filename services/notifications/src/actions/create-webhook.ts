import type { NewWebhook, WebhookWithSecret } from '@kabinet/contracts/notifications/webhook-resources';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import { cabinetExists, findCabinet } from '../queries/organization.ts';
import { countWebhooks, insertWebhook } from '../queries/webhook.ts';
import { faultOf } from '../sending/webhook-address.ts';
import { newWebhookSecret } from '../webhook-vault.ts';
import { presentWebhook } from './present-webhook.ts';
import { publishWebhook } from './publish-webhook.ts';

/** Of one organization. */
const MOST_WEBHOOKS = 10;

/**
 * Has an address told of what happens to an organization where the caller manages webhooks; a foreign one is refused like a missing
 * one. Throws `invalid_body`, `too_many_webhooks`.
 */
export async function createWebhook(
  context: NotificationsContext,
  body: NewWebhook,
): Promise<{ webhook: WebhookWithSecret; version: number }> {
  const cabinet = (await cabinetExists(context, body.cabinet_id, context.scope('webhooks.manage')))
    ? await findCabinet(context, body.cabinet_id)
    : undefined;
  if (!cabinet) throw problem('invalid_body', { errors: [{ pointer: '/cabinet_id', code: 'unknown_cabinet' }] });
  requireGoodUrl(context, body.url);
  const secret = newWebhookSecret();
  const id = context.newId();
  const now = context.now().toISOString();
  const { vault } = context.state.webhooks;
  const row = {
    id,
    organization_id: cabinet.id,
    root_id: cabinet.root_id,
    url: body.url,
    description: body.description ?? '',
    events: body.events,
    status: 'enabled' as const,
    sealed_secret: vault.seal(id, secret),
    sealed_previous_secret: null,
    previous_secret_until: null,
    failing_since: null,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  await context.db.transaction(async (tx) => {
    if ((await countWebhooks(tx, cabinet.id)) >= MOST_WEBHOOKS) throw problem('too_many_webhooks', { params: { limit: MOST_WEBHOOKS } });
    await insertWebhook(tx, row);
    await publishWebhook(context, tx, 'webhook_created', row);
  });
  const webhook = presentWebhook({ ...row, cabinet: { id: cabinet.id, name: cabinet.name } }, context.now());
  return { webhook: { ...webhook, secret }, version: row.version };
}

/** Throws `invalid_body` for an address that could never be sent to. */
export function requireGoodUrl({ state }: NotificationsContext, url: string): void {
  const code = faultOf(url, state.webhooks.networks);
  if (code !== undefined) throw problem('invalid_body', { errors: [{ pointer: '/url', code }] });
}
