import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { seal, unseal, type SealOptions } from '@kabinet/sealing';

/** A key of license files as the database keeps it. `public_key` is the JWK member `x`. */
export interface StoredKey {
  readonly id: string;
  readonly public_key: string;
  readonly private_key: Buffer;
}

/** 96 bits of the thumbprint: enough to tell keys apart, short enough to stand on a printed document. */
const ID_LENGTH = 16;

/** A new Ed25519 key, its private half sealed. */
export function generateSigningKey(installationSecret: string): StoredKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const id = keyId(x);
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  return { id, public_key: x, private_key: seal(pkcs8, sealOptions(installationSecret, id)) };
}

/** The private key; throws when it was sealed under another secret or altered. */
export function openSigningKey(stored: StoredKey, installationSecret: string): KeyObject {
  const pkcs8 = unseal(stored.private_key, sealOptions(installationSecret, stored.id));
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}

function sealOptions(secret: string, id: string): SealOptions {
  return { secret, purpose: 'signing keys of license files', boundTo: id };
}

/** From the JWK thumbprint (RFC 7638, RFC 8037). */
function keyId(x: string): string {
  const thumbprint = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return `license-${thumbprint.slice(0, ID_LENGTH)}`;
}
