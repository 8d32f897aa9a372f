import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encryption at rest under the installation's secret: private keys, mails with links, tokens of connectors. */

export interface SealOptions {
  /** The installation's secret. */
  readonly secret: string;
  /** What the sealed thing is for. Each purpose has a key of its own (HKDF, RFC 5869). */
  readonly purpose: string;
  /** The id of the record that holds it, so that a sealed value moved to another record does not open. */
  readonly boundTo: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the ciphertext. */
export function seal(plain: Uint8Array, options: SealOptions): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(options), iv).setAAD(Buffer.from(options.boundTo));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Throws when it was sealed under another secret, for another purpose or record, or altered. */
export function unseal(sealed: Uint8Array, options: SealOptions): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', keyFor(options), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(options.boundTo))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Error(`${options.purpose}: sealed under another KABINET_SECRET, or altered`, { cause });
  }
}

function keyFor({ secret, purpose }: SealOptions): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `kabinet seal: ${purpose}`, KEY_BYTES));
}
