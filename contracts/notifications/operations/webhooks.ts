import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import {
  DeliveryStatus,
  NewWebhook,
  Webhook,
  WebhookChanges,
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookWithSecret,
} from '../webhook-resources.ts';

const params = closed({ id: Uuid });
const deliveryParams = closed({ id: Uuid, delivery_id: Uuid });
const access = { kind: 'permission', permission: 'webhooks.manage' } as const;
const ofOne = { ...access, resource: { of: 'webhook', param: 'id' } } as const;

export const webhookOperations = {
  listWebhooks: operation({
    summary: 'List the webhooks of organizations',
    method: 'GET',
    path: '/webhooks',
    access,
    query: listQuery(['created_at'], organizationFilter),
    ok: { status: 200, body: page(Webhook) },
    problems: [],
  }),
  createWebhook: operation({
    summary: 'Have an address told of what happens to an organization; its secret is shown once',
    method: 'POST',
    path: '/webhooks',
    access,
    body: NewWebhook,
    ok: { status: 201, body: WebhookWithSecret },
    problems: ['too_many_webhooks'],
    idempotency: 'none',
  }),
  getWebhook: operation({
    summary: 'Read a webhook, without its secret',
    method: 'GET',
    path: '/webhooks/{id}',
    access: ofOne,
    params,
    ok: { status: 200, body: Webhook },
    problems: ['webhook_not_found'],
  }),
  changeWebhook: operation({
    summary: 'Change a webhook, or switch it off and on',
    method: 'PATCH',
    path: '/webhooks/{id}',
    access: ofOne,
    params,
    body: WebhookChanges,
    ok: { status: 200, body: Webhook },
    problems: ['webhook_not_found'],
    if_match: 'optional',
  }),
  deleteWebhook: operation({
    summary: 'Remove a webhook and its log',
    method: 'DELETE',
    path: '/webhooks/{id}',
    access: ofOne,
    params,
    ok: { status: 204 },
    problems: ['webhook_not_found'],
  }),
  rotateWebhookSecret: operation({
    summary: 'Give a webhook a new secret, shown once; for a day messages are signed with the old one too',
    method: 'POST',
    path: '/webhooks/{id}/secret',
    access: ofOne,
    params,
    ok: { status: 200, body: WebhookWithSecret },
    problems: ['webhook_not_found'],
    idempotency: 'none',
  }),
  testWebhook: operation({
    summary: 'Send a webhook a message that tells of nothing',
    method: 'POST',
    path: '/webhooks/{id}/test',
    access: ofOne,
    params,
    ok: { status: 201, body: WebhookDelivery },
    problems: ['webhook_not_found', 'webhook_not_enabled'],
  }),
  listWebhookDeliveries: operation({
    summary: 'List what a webhook was sent in the last 30 days, and what became of it',
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    access: ofOne,
    params,
    query: listQuery(['created_at'], { status: anyOf(DeliveryStatus) }),
    ok: { status: 200, body: page(WebhookDelivery) },
    problems: ['webhook_not_found'],
  }),
  getWebhookDelivery: operation({
    summary: 'Read one message of a webhook and its attempts',
    method: 'GET',
    path: '/webhooks/{id}/deliveries/{delivery_id}',
    access: ofOne,
    params: deliveryParams,
    ok: { status: 200, body: WebhookDeliveryDetails },
    problems: ['webhook_not_found', 'webhook_delivery_not_found'],
  }),
  redeliverWebhook: operation({
    summary: 'Deliver a message again, under the same id',
    method: 'POST',
    path: '/webhooks/{id}/deliveries/{delivery_id}/redeliver',
    access: ofOne,
    params: deliveryParams,
    ok: { status: 200, body: WebhookDelivery },
    problems: ['webhook_not_found', 'webhook_delivery_not_found', 'webhook_not_enabled', 'webhook_delivery_pending'],
  }),
} as const;
