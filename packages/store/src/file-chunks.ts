import type { FileHandle } from 'node:fs/promises';
import { onDisk } from './file-error.ts';
import { StoreError } from './store-error.ts';
import type { Chunks } from './store.ts';

/** Bytes read at once: larger ones save calls, and have to stay small beside the memory of a process with hundreds of readers. */
export const CHUNK = 262_144;

interface Part {
  readonly start: number;
  /** Inclusive; before the start when there is nothing to read. */
  readonly end: number;
}

/** The part of a file, which is closed after it. While a chunk is used the next one is read into other memory. */
export function chunksOf(file: FileHandle, part: Part, signal: AbortSignal | undefined): Chunks {
  let isBegun = false;
  return {
    [Symbol.asyncIterator]() {
      isBegun = true;
      return readChunks(file, part, signal);
    },
    destroy() {
      if (!isBegun) void file.close();
      isBegun = true;
    },
  };
}

async function* readChunks(file: FileHandle, { start, end }: Part, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  await using _closed = file;
  const size = Math.min(CHUNK, end - start + 1);
  if (size <= 0) return;
  let [used, free] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let ahead = fill(file, free, start, end);
  for (let at = start; at <= end;) {
    const bytesRead = await ahead;
    signal?.throwIfAborted();
    if (bytesRead === 0) throw new StoreError('checksum_mismatch', `the file ends at ${at}, not at ${end + 1}`);
    [used, free] = [free, used];
    at += bytesRead;
    ahead = fill(file, free, at, end);
    // Whoever goes on sees it fail, and nobody else minds.
    ahead.catch(() => undefined);
    yield used.subarray(0, bytesRead);
  }
}

/** How many bytes were read. */
async function fill(file: FileHandle, memory: Uint8Array, at: number, end: number): Promise<number> {
  if (at > end) return 0;
  return (await onDisk(file.read(memory, 0, Math.min(memory.length, end - at + 1), at))).bytesRead;
}
