import { hash } from 'node:crypto';

const VERSION = /^"(\d{1,15})"$/;
/** 66 bits: enough to tell the states of one resource apart. */
const DIGEST_LENGTH = 11;
const READ_VERSION = /^"(\d{1,15})-[\w-]{11}"$/;

/**
 * The ETag of what was read. A version alone is no validator (RFC 9110, 8.8.1): a status that follows from the date, or the
 * name of another thing, changes what is read and not the version, so a digest of it stands behind.
 */
export function readTag(etag: string, payload: string | Uint8Array): string {
  const version = VERSION.exec(etag)?.[1];
  return version === undefined ? etag : `"${version}-${hash('sha256', payload, 'base64url').slice(0, DIGEST_LENGTH)}"`;
}

/** An `If-Match` as services know it: changes are guarded by the version alone. */
export function versionTag(ifMatch: string): string {
  return ifMatch.replace(READ_VERSION, '"$1"');
}
