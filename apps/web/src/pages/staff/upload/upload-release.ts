import { api } from '../../../api/api.ts';
import type { ChosenFile, ReleaseValues } from './draft.ts';
import { hashFile } from './hash-file.ts';
import { manifestOf, type MeasuredFile } from './manifest.ts';
import { pause, sendFile } from './send-file.ts';

/** How far an upload has come: bytes of all files together. */
export interface UploadProgress {
  readonly phase: 'reading' | 'sending' | 'waiting';
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

interface Watch {
  readonly signal: AbortSignal;
  readonly progress: (progress: UploadProgress) => void;
  /** A digest is known: it is worth remembering, as reading takes long. */
  readonly measured: (name: string, sha256: string) => void;
}

interface Given {
  readonly values: ReleaseValues;
  readonly files: readonly (ChosenFile & { readonly contents: File })[];
}

const MANIFEST_FILE = 'release.json';

/**
 * Reads and sends the files of a release, the manifest last, as whoever finds that shall find all of them. Answers the id of the upload
 * that the portal made of it; undefined while it has not looked yet.
 */
export async function uploadRelease({ values, files }: Given, watch: Watch): Promise<string | undefined> {
  const { product, version } = values;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const measured = await measureFiles(files, total, watch);
  let before = 0;
  for (const [index, { name, size, contents }] of files.entries()) {
    const sha256 = measured[index]?.sha256 ?? '';
    const progress = (done: number) => watch.progress({ phase: 'sending', file: name, done: before + done, total });
    progress(0);
    await sendFile({ product, version, file: name, sha256, contents }, { signal: watch.signal, progress });
    before += size;
  }
  watch.progress({ phase: 'waiting', file: MANIFEST_FILE, done: total, total });
  await sendManifest(values, measured, watch.signal);
  return findUpload(`${product}/${version}`, watch.signal);
}

async function measureFiles(files: Given['files'], total: number, watch: Watch): Promise<MeasuredFile[]> {
  const measured: MeasuredFile[] = [];
  let before = 0;
  for (const { contents, ...file } of files) {
    const progress = (done: number) => watch.progress({ phase: 'reading', file: file.name, done: before + done, total });
    const sha256 = file.sha256 ?? (await hashFile(contents, { signal: watch.signal, progress }));
    watch.measured(file.name, sha256);
    measured.push({ ...file, sha256 });
    before += file.size;
  }
  return measured;
}

async function sendManifest(values: ReleaseValues, files: readonly MeasuredFile[], signal: AbortSignal): Promise<void> {
  const contents = new Blob([JSON.stringify(manifestOf(values, files, new Date()), null, 2)]);
  const watch = { signal, progress: () => undefined };
  const sha256 = await hashFile(contents, watch);
  await sendFile({ product: values.product, version: values.version, file: MANIFEST_FILE, sha256, contents }, watch);
}

const LOOKS = 20;
const LOOK_AGAIN_MS = 500;

/** The portal looks into the folder once the manifest is there; a busy one takes a while. */
async function findUpload(folder: string, signal: AbortSignal): Promise<string | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const { items } = await api.artifacts.listUploads({ query: { q: folder } }, { signal });
    const upload = items.find((item) => item.folder === folder);
    if (upload) return upload.id;
    await pause(LOOK_AGAIN_MS, signal);
  }
  return undefined;
}
