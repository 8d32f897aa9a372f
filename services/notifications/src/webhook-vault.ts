import { seal, unseal } from '@kabinet/sealing';
import { randomBytes } from 'node:crypto';
import { SECRET_PREFIX } from './domain/webhook-signature.ts';

/** Keeps the secrets of webhooks unreadable in the database: who has one can speak in our name. */
export interface WebhookVault {
  seal(webhookId: string, secret: string): Buffer;
  open(webhookId: string, sealed: Uint8Array): string;
}

export function createWebhookVault(installationSecret: string): WebhookVault {
  const options = (boundTo: string) => ({ secret: installationSecret, purpose: 'secrets of webhooks', boundTo });
  return {
    seal: (webhookId, secret) => seal(Buffer.from(secret), options(webhookId)),
    open: (webhookId, sealed) => unseal(sealed, options(webhookId)).toString(),
  };
}

/** Of the 24 to 64 bytes that Standard Webhooks allows. */
const KEY_BYTES = 32;

/** A new secret: `whsec_` and a random key in base64. */
export function newWebhookSecret(): string {
  return SECRET_PREFIX + randomBytes(KEY_BYTES).toString('base64');
}
