import { createHash } from 'node:crypto';

/** An object of an upload's folder as a listing tells of it. */
export interface FolderEntry {
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  readonly etag: string;
}

/** Another one whenever a file of the folder came, went or changed; the order of the entries does not matter. */
export function fingerprintOf(entries: readonly FolderEntry[]): string {
  const lines = entries.map(({ file, size, etag }) => JSON.stringify([file, size, etag])).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
