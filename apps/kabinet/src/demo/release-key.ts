import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';

/** Of every Ed25519 private key in PKCS #8 (RFC 8410), before its 32 bytes. */
const PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key that signs the demo's releases: anybody can make it, so it proves nothing, but the same at every seeding. */
const seed = createHash('sha256').update('The releases of the Kabinet demo').digest();
const privateKey = createPrivateKey({ key: Buffer.concat([PREFIX, seed]), format: 'der', type: 'pkcs8' });

export const demoReleaseKey = {
  name: 'Рога и копыта, 2026',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  public_key: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
};
