import type { ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import type { FieldFault } from '@kabinet/problem';
import type { Place } from './folder.ts';

const MANIFEST_FILE = 'release.json';

/** A fault of the manifest at `pointer` (RFC 6901). */
export function manifestFault({ pointer, code, params = {} }: FieldFault): UploadFault {
  return { file: MANIFEST_FILE, pointer, code, params };
}

/** A fault of a file. */
export function fileFault(file: string, code: string, params: UploadFault['params'] = {}): UploadFault {
  return { file, pointer: null, code, params };
}

/** What is wrong with a well-formed manifest in its place: another product or version than the folder's, a file twice. */
export function manifestFaults(manifest: ReleaseManifest, { product, version }: Pick<Place, 'product' | 'version'>): UploadFault[] {
  const faults: FieldFault[] = [];
  if (manifest.product !== product) faults.push({ pointer: '/product', code: 'not_the_folder', params: { folder: product } });
  if (manifest.version !== version) faults.push({ pointer: '/version', code: 'not_the_folder', params: { folder: version } });
  const names = manifest.artifacts.map(({ file }) => file);
  for (const [index, file] of names.entries()) {
    const pointer = `/artifacts/${index}/file`;
    if (file === MANIFEST_FILE) faults.push({ pointer, code: 'reserved_name' });
    // Whoever unpacks a bundle on a disk that folds case would lose one of the two.
    else if (names.findIndex((other) => other.toLowerCase() === file.toLowerCase()) < index) faults.push({ pointer, code: 'named_twice' });
  }
  return faults.map(manifestFault);
}

/** A text in both languages: what is missing in English is said in Russian. */
export function inBothLanguages({ ru, en = ru }: { readonly ru: string; readonly en?: string }): { ru: string; en: string } {
  return { ru, en };
}
