import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { deriveKey } from './secret-token.ts';

/** A key of access tokens as the database keeps it. `public_key` is the JWK member `x`. */
export interface StoredKey {
  readonly id: string;
  readonly public_key: string;
  readonly private_key: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A new Ed25519 key, its private half encrypted (AES-256-GCM, bound to its id). */
export function generateSigningKey(installationSecret: string): StoredKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 public key without x');
  const id = thumbprint(x);
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', encryptionKey(installationSecret), iv).setAAD(Buffer.from(id));
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  return { id, public_key: x, private_key: Buffer.concat([iv, cipher.getAuthTag(), encrypted]) };
}

/** The private key; throws when it was encrypted under another secret or altered. */
export function openSigningKey(stored: StoredKey, installationSecret: string): KeyObject {
  const iv = stored.private_key.subarray(0, IV_BYTES);
  const tag = stored.private_key.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', encryptionKey(installationSecret), iv).setAAD(Buffer.from(stored.id)).setAuthTag(tag);
  try {
    const pkcs8 = Buffer.concat([decipher.update(stored.private_key.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw new Error('the signing keys were encrypted under another KABINET_SECRET', { cause });
  }
}

function encryptionKey(installationSecret: string): Buffer {
  return deriveKey(installationSecret, 'signing keys');
}

/** RFC 7638, with the members that RFC 8037 names for an OKP key. */
function thumbprint(x: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}
