import { placeOf } from './folder.ts';

/**
 * The folders of the uploads that a notification is about: `{ Records: [{ s3: { object: { key } } }] }`, keys encoded as in forms. See
 * "Event message structure" in the user guide of Amazon S3; MinIO and Ceph write the same. Whatever is none of it names no folder.
 */
export function foldersIn(event: Readonly<Record<string, unknown>>): string[] {
  const records: unknown = event['Records'];
  if (!Array.isArray(records)) return [];
  const folders = records.flatMap((record) => placeOf(decoded(keyOf(record)))?.folder ?? []);
  return [...new Set(folders)];
}

function keyOf(record: unknown): string {
  const { s3 } = (record ?? {}) as { s3?: { object?: { key?: unknown } } };
  const key = s3?.object?.key;
  return typeof key === 'string' ? key : '';
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
