import { MANIFEST_FILE } from '@kabinet/contracts/artifacts/manifest';
import { createHash } from 'node:crypto';
import type { Destination, Outcome } from './destination.ts';
import type { PlannedFile, PlannedRelease } from './plan-release.ts';

/** Files that are on their way at once. */
const WIDTH = 3;

export interface Published {
  readonly product: string;
  readonly version: string;
  readonly files: number;
  readonly bytes: number;
  /** Null where the bucket was written to directly: its portal finds the release within a minute. */
  readonly state: string | null;
  readonly faults: Outcome['faults'];
}

/** Uploads a release, the manifest last. `onProgress` hears the share of all bytes. */
export async function publishRelease(
  { manifest, files }: PlannedRelease,
  destination: Destination,
  { onProgress, isWaiting }: { onProgress: (share: number) => void; isWaiting: boolean },
): Promise<Published> {
  const { product, version } = manifest;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const onBytes = (more: number): void => {
    done += more;
    onProgress(bytes === 0 ? 1 : done / bytes);
  };
  const queue = files.values();
  async function work(): Promise<void> {
    for (const file of queue) await destination.put(product, version, file, onBytes);
  }
  await Promise.all(Array.from({ length: WIDTH }, work));
  await destination.put(product, version, manifestFile(manifest), () => undefined);
  const outcome = isWaiting ? await destination.outcome(product, version) : undefined;
  return { product, version, files: files.length, bytes, state: outcome?.state ?? null, faults: outcome?.faults ?? [] };
}

function manifestFile(manifest: object): PlannedFile {
  const contents = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const sha256 = createHash('sha256').update(contents).digest('hex');
  return { file: MANIFEST_FILE, size: contents.length, sha256, source: { contents } };
}
