import { createHash, createPrivateKey, sign } from 'node:crypto';
import { CommandError } from '../command-error.ts';
import type { PlannedFile } from './plan-release.ts';

const SUMS = 'SHA256SUMS';

/**
 * Signs the digests of the files with an Ed25519 key (PEM, RFC 8410): a list that `sha256sum --check` reads, and its detached signature
 * of 64 bytes, which `openssl pkeyutl -verify -rawin` checks with the public key.
 */
export function signFiles(files: readonly PlannedFile[], pem: string): PlannedFile[] {
  const sums = Buffer.from(files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''));
  return [made(SUMS, sums), made(`${SUMS}.sig`, sign(null, sums, readKey(pem)))];
}

function readKey(pem: string): ReturnType<typeof createPrivateKey> {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below, as for a key of another kind.
  }
  throw new CommandError('the signing key is no private Ed25519 key in PEM: openssl genpkey -algorithm ed25519', 2);
}

function made(file: string, contents: Buffer): PlannedFile {
  return { file, size: contents.length, sha256: createHash('sha256').update(contents).digest('hex'), source: { contents } };
}
