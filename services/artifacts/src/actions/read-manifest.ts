import { faultsOf } from '@kabinet/contract/validation';
import { MANIFEST_FILE, ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import { buffer } from 'node:stream/consumers';
import type { ArtifactsContext } from '../context.ts';
import { fileFault, manifestFault, manifestFaults } from '../domain/manifest.ts';
import type { Folder } from './note-folder.ts';

/** In bytes: room for 500 files with their titles, and the notes. */
const LARGEST = 1024 * 1024;

export type ReadManifest = { readonly manifest: ReleaseManifest; readonly etag: string } | { readonly faults: UploadFault[] };

/** The manifest of a folder, or everything that is wrong with it, each fault with its place. */
export async function readManifest({ state }: ArtifactsContext, found: Folder): Promise<ReadManifest> {
  const entry = found.entries.find(({ file }) => file === MANIFEST_FILE);
  if (!entry) return { faults: [fileFault(MANIFEST_FILE, 'file_missing')] };
  if (entry.size > LARGEST) return { faults: [fileFault(MANIFEST_FILE, 'manifest_too_large', { limit: LARGEST })] };
  const { object, body } = await state.bucket.get(`${found.folder}/${MANIFEST_FILE}`);
  const value = parse(await buffer(body));
  if (value === undefined) return { faults: [fileFault(MANIFEST_FILE, 'manifest_malformed')] };
  const faults = faultsOf(ReleaseManifest, value).map(manifestFault);
  if (faults.length > 0) return { faults };
  const manifest = value as ReleaseManifest;
  const misplaced = manifestFaults(manifest, found);
  return misplaced.length > 0 ? { faults: misplaced } : { manifest, etag: object.etag };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
