/** How an object's facts travel in S3: the sha256 and the metadata are `x-amz-meta-…` headers, which carry only ASCII. */
import type { StoredObject } from './store.ts';

const sha256Name = 'sha256';

export function encodeMetadata(metadata: Readonly<Record<string, string>>, sha256: string): Record<string, string> {
  const encoded = Object.entries(metadata).map(([name, value]): [string, string] => [name, encodeURIComponent(value)]);
  return Object.fromEntries([...encoded, [sha256Name, sha256]]);
}

/** Metadata of other programs need not be percent-encoded, and is then taken as it is. */
function decodeValue(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

interface S3Facts {
  readonly ContentType?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModified?: Date | undefined;
  readonly Metadata?: Record<string, string> | undefined;
}

/** The facts that HEAD and GET answer; the size is given apart, because the answer to a range tells that of the range. */
export function storedObject(key: string, size: number, facts: S3Facts): StoredObject {
  const { [sha256Name]: sha256 = '', ...metadata } = facts.Metadata ?? {};
  return {
    key,
    size,
    sha256: /^[0-9a-f]{64}$/u.test(sha256) ? sha256 : undefined,
    content_type: facts.ContentType ?? 'application/octet-stream',
    etag: (facts.ETag ?? '').replaceAll('"', ''),
    modified_at: facts.LastModified ?? new Date(0),
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, decodeValue(value)])),
  };
}
