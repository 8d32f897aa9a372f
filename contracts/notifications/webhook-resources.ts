import { closed, Instant, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** What a webhook may tell of: the notifications that are about an organization and what it owns. */
export const webhookSubjects = ['license', 'expiry', 'transfer', 'release', 'advisory'] as const;
export const WebhookSubject = Type.Enum([...webhookSubjects]);
export type WebhookSubject = (typeof webhookSubjects)[number];

/** `failed`: switched off by the portal, as nothing arrived for three days or the receiver said that it is gone. */
export const WebhookStatus = Type.Enum(['enabled', 'disabled', 'failed']);

const Url = Type.String({ minLength: 1, maxLength: 1_000 });
const Description = Type.String({ maxLength: 200 });
const Subjects = Type.Array(WebhookSubject, { uniqueItems: true, minItems: 1 });

/** An address that is told of what happens to an organization and all below it, signed as Standard Webhooks asks. */
export const Webhook = closed({
  id: Uuid,
  cabinet: NamedRef,
  url: Url,
  description: Description,
  events: Subjects,
  status: WebhookStatus,
  /** Since when nothing has arrived; null while the last attempt succeeded. */
  failing_since: nullable(Instant),
  /** Until when messages are signed with the secret before this one too; null when there is none. */
  previous_secret_until: nullable(Instant),
  created_at: Instant,
  updated_at: Instant,
});
export type Webhook = Static<typeof Webhook>;

/** `secret`: `whsec_` and the key in base64, shown this once. */
export const WebhookWithSecret = closed({ ...Webhook.properties, secret: Type.String() });
export type WebhookWithSecret = Static<typeof WebhookWithSecret>;

/** `url` is https, without user and password; it must lead into the public internet, or where the installation allows it. */
export const NewWebhook = closed({ cabinet_id: Uuid, url: Url, description: Type.Optional(Description), events: Subjects });
export type NewWebhook = Static<typeof NewWebhook>;

/** `enabled` also begins anew with one that was switched off. */
export const WebhookChanges = Type.Partial(
  closed({ url: Url, description: Description, events: Subjects, status: Type.Enum(['enabled', 'disabled']) }),
  { additionalProperties: false, minProperties: 1 },
);
export type WebhookChanges = Static<typeof WebhookChanges>;

/**
 * How an attempt ended. `redirected`: redirects are not followed. `name_not_found`, `forbidden_address`: there was no connection.
 * `status`: the receiver answered with another status than 2xx.
 */
export const WebhookOutcome = Type.Enum([
  'delivered',
  'status',
  'redirected',
  'timeout',
  'not_connected',
  'bad_certificate',
  'name_not_found',
  'forbidden_address',
]);
export type WebhookOutcome = Static<typeof WebhookOutcome>;

export const WebhookAttempt = closed({
  at: Instant,
  outcome: WebhookOutcome,
  /** The HTTP status of the answer, where there was one. */
  status: nullable(Type.Integer()),
  duration_ms: Type.Integer({ minimum: 0 }),
});
export type WebhookAttempt = Static<typeof WebhookAttempt>;

/** `failed`: given up; it can be delivered again by hand. */
export const DeliveryStatus = Type.Enum(['pending', 'delivered', 'failed']);

/** One message to one webhook. Its id is the header `webhook-id`, the same in every attempt. */
export const WebhookDelivery = closed({
  id: Uuid,
  /** As the message says it: `license.issued`, `release.published`, `webhook.test`. */
  type: Type.String(),
  status: DeliveryStatus,
  /** The last ones, the newest last. */
  attempts: Type.Array(WebhookAttempt),
  next_attempt_at: nullable(Instant),
  created_at: Instant,
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;

/** `payload`: the body of the message, byte for byte as it is signed. */
export const WebhookDeliveryDetails = closed({ ...WebhookDelivery.properties, payload: Type.String() });
export type WebhookDeliveryDetails = Static<typeof WebhookDeliveryDetails>;
