import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/** A key of license files as the database keeps it. `public_key` is the JWK member `x`. */
export interface StoredKey {
  readonly id: string;
  readonly public_key: string;
  readonly private_key: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** 96 bits of the thumbprint: enough to tell keys apart, short enough to stand on a printed document. */
const ID_LENGTH = 16;

/** A new Ed25519 key, its private half encrypted (AES-256-GCM, bound to its id). */
export function generateSigningKey(installationSecret: string): StoredKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const id = keyId(x);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', encryptionKey(installationSecret), iv).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(privateKey.export({ format: 'der', type: 'pkcs8' })), cipher.final()]);
  return { id, public_key: x, private_key: Buffer.concat([iv, cipher.getAuthTag(), sealed]) };
}

/** The private key; throws when it was encrypted under another secret or altered. */
export function openSigningKey(stored: StoredKey, installationSecret: string): KeyObject {
  const [iv, tag, sealed] = [
    stored.private_key.subarray(0, IV_BYTES),
    stored.private_key.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
    stored.private_key.subarray(IV_BYTES + TAG_BYTES),
  ];
  const decipher = createDecipheriv('aes-256-gcm', encryptionKey(installationSecret), iv).setAAD(Buffer.from(stored.id)).setAuthTag(tag);
  try {
    const key = Buffer.concat([decipher.update(sealed), decipher.final()]);
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw new Error('the keys of license files were encrypted under another KABINET_SECRET', { cause });
  }
}

/** A key of 256 bits for this purpose alone (RFC 5869). */
function encryptionKey(installationSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', installationSecret, '', 'kabinet documents: keys of license files', 32));
}

/** From the JWK thumbprint (RFC 7638, RFC 8037). */
function keyId(x: string): string {
  const thumbprint = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return `license-${thumbprint.slice(0, ID_LENGTH)}`;
}
