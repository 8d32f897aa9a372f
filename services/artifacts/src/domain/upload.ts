import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import type { FolderEntry } from './fingerprint.ts';
import { fileFault } from './manifest.ts';

/** A file as the manifest names it and as it was last read. */
export interface KnownFile {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  /** Of the object that was read; null as long as none was. */
  readonly etag: string | null;
  readonly state: 'waiting' | 'checked' | 'wrong';
}

/** What can be said of a file without reading it: that it is missing, or has another size. */
export function obviousFault({ file, size }: Pick<KnownFile, 'file' | 'size'>, entry: FolderEntry | undefined): UploadFault | undefined {
  if (!entry) return fileFault(file, 'file_missing');
  return entry.size === size ? undefined : fileFault(file, 'wrong_size', { actual: entry.size, expected: size });
}

/** What became other in the bucket than what was accepted. A file that is gone is not: product teams may tidy up. */
export function alterations(
  accepted: { readonly manifestEtag: string | null; readonly files: readonly KnownFile[] },
  entries: readonly FolderEntry[],
): UploadFault[] {
  const present = new Map(entries.map((entry) => [entry.file, entry]));
  const changed = accepted.files.filter(({ file, etag }) => (present.get(file)?.etag ?? etag) !== etag);
  const manifest = present.get('release.json');
  return [
    ...(manifest && manifest.etag !== accepted.manifestEtag ? [fileFault('release.json', 'version_exists')] : []),
    ...changed.map(({ file }) => fileFault(file, 'changed_after_acceptance')),
  ];
}
