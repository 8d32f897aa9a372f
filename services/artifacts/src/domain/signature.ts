import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { fileFault } from './manifest.ts';

/** The digests of a release, as `sha256sum --check` reads them, and the Ed25519 signature of that list. */
export const SUMS_FILE = 'SHA256SUMS';
export const SIGNATURE_FILE = 'SHA256SUMS.sig';

export interface PublicKey {
  readonly id: string;
  /** PEM (RFC 8410), as it is published. */
  readonly public_key: string;
}

/** The key that a PEM holds, written in the one way; undefined unless it is a public Ed25519 key. */
export function publicKeyIn(pem: string): PublicKey | undefined {
  const key = readKey(pem);
  if (key?.asymmetricKeyType !== 'ed25519') return undefined;
  const raw = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  const id = createHash('sha256').update(raw).digest('hex').slice(0, 16);
  return { id, public_key: key.export({ type: 'spki', format: 'pem' }).toString() };
}

function readKey(pem: string): KeyObject | undefined {
  // A private key would give its public one, and has no business here.
  if (!pem.includes('BEGIN PUBLIC KEY')) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

/** Whose signature of the list it is; undefined for nobody's. */
export function signerOf<Key extends PublicKey>(sums: Buffer, signature: Buffer, keys: readonly Key[]): Key | undefined {
  return keys.find(({ public_key }) => verify(null, sums, createPublicKey(public_key), signature));
}

/** What the list says of other files than those of the release, or does not say: it would vouch for something else. */
export function sumsFaults(sums: string, files: readonly { readonly file: string; readonly sha256: string }[]): UploadFault[] {
  const listed = new Map(sums.split('\n').flatMap(entryIn));
  return files
    .filter(({ file }) => file !== SUMS_FILE && file !== SIGNATURE_FILE)
    .filter(({ file, sha256 }) => listed.get(file) !== sha256)
    .map(({ file }) => fileFault(SUMS_FILE, 'sums_differ', { file }));
}

/** `<64 hex>  <name>`, or `<64 hex> *<name>` for a file that was read as bytes. */
function entryIn(line: string): [string, string][] {
  const { digest, name } = /^(?<digest>[0-9a-fA-F]{64}) [ *](?<name>.+?)\r?$/.exec(line)?.groups ?? {};
  return digest === undefined || name === undefined ? [] : [[name, digest.toLowerCase()]];
}
