import type { ArtifactsContext } from '../context.ts';
import { fingerprintOf } from '../domain/fingerprint.ts';
import { placeOf } from '../domain/folder.ts';
import { fingerprintsOf } from '../queries/upload.ts';
import { noteFolder, type Folder } from './note-folder.ts';

/** Folders whose last state is asked for at once. */
const BATCH = 200;
const MANIFEST_FILE = 'release.json';

/**
 * Looks through the bucket, or a part of it, and notes the uploads that are new or changed. Keys are listed in their order, so that a
 * folder's stand together: memory does not grow with the bucket.
 */
export async function scanBucket(context: ArtifactsContext, prefix = ''): Promise<void> {
  let batch: Folder[] = [];
  for await (const folder of foldersIn(context, prefix)) {
    batch.push(folder);
    if (batch.length < BATCH) continue;
    await noteChanged(context.renew(), batch);
    batch = [];
  }
  await noteChanged(context.renew(), batch);
}

/** The folder's objects as they are now. */
export async function readFolder(context: ArtifactsContext, folder: string): Promise<Folder | undefined> {
  for await (const found of foldersIn(context, `${folder}/`)) return found;
  return undefined;
}

async function noteChanged(context: ArtifactsContext, folders: readonly Folder[]): Promise<void> {
  if (folders.length === 0) return;
  const names = folders.map(({ folder }) => folder);
  const known = await fingerprintsOf(context.system, names);
  for (const found of folders) {
    const isComplete = found.entries.some(({ file }) => file === MANIFEST_FILE);
    const before = known.get(found.folder);
    if (before === undefined ? isComplete : before !== fingerprintOf(found.entries)) await noteFolder(context, found);
  }
}

async function* foldersIn({ state }: ArtifactsContext, prefix: string): AsyncGenerator<Folder> {
  let current: (Folder & { entries: Folder['entries'][number][] }) | undefined;
  for await (const { key, size, etag } of state.bucket.entries({ prefix })) {
    const place = placeOf(key);
    if (!place) continue;
    if (current?.folder !== place.folder) {
      if (current) yield current;
      current = { folder: place.folder, product: place.product, version: place.version, entries: [] };
    }
    current.entries.push({ file: place.file, size, etag });
  }
  if (current) yield current;
}
