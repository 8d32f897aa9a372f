import { createHmac } from 'node:crypto';

/** Signatures as Standard Webhooks 1.0.0 asks: github.com/standard-webhooks/standard-webhooks. */

/** What a secret begins with; the key follows in base64. */
export const SECRET_PREFIX = 'whsec_';

export interface SignedMessage {
  readonly id: string;
  readonly at: Date;
  readonly payload: string;
}

/** The headers that prove who sent a message and when; a signature for each secret, as a receiver knows one of them. */
export function signatureHeaders({ id, at, payload }: SignedMessage, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signed = `${id}.${timestamp}.${payload}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`).join(' '),
  };
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
}
