import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what the database keeps and nobody may read without the installation's secret. */
export interface Sealer {
  /** `subject` names what is sealed, such as `mail <id>`: a sealed value that is put in another's place does not open. */
  seal(plain: Uint8Array, subject: string): Buffer;
  /** Throws when it was sealed under another secret, purpose or subject, or altered. */
  open(sealed: Uint8Array, subject: string): Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a key of its own for each purpose (HKDF, RFC 5869). A sealed value is the random IV, the tag and the
 * ciphertext; random IVs are good for 2³² values of one purpose (NIST SP 800-38D, 8.3).
 */
export function createSealer(installationSecret: string, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', purpose, 32));
  return {
    seal(plain, subject) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(subject));
      const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
    },
    open(sealed, subject) {
      if (sealed.length < IV_BYTES + TAG_BYTES) throw new Error(`${purpose}: too short to be sealed`);
      const [iv, tag] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(subject)).setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      } catch (cause) {
        throw new Error(`${purpose}: sealed under another KABINET_SECRET, for something else, or altered`, { cause });
      }
    },
  };
}
