import type { FileTransfer } from '@kabinet/contracts/artifacts/resources';
import { api, bytes } from '../../../api/api.ts';
import { isApiProblem } from '../../../api/problem.ts';
import type { Watch } from './hash-file.ts';

/** A file whose bytes are at hand and measured. */
export interface SentFile {
  readonly product: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly contents: Blob;
}

/** Parts that are on their way at once. */
const WIDTH = 3;
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;
const LOOK_AGAIN_MS = 400;

/**
 * Brings a file into the bucket, in parts: of one that was begun before only what is missing. Resolves when the portal has put it together
 * and found its digest to be the announced one.
 */
export async function sendFile({ contents, ...named }: SentFile, watch: Watch): Promise<void> {
  const transfer = await api.artifacts.createFileTransfer({ body: { ...named, size: contents.size } }, { signal: watch.signal });
  if (transfer.state === 'receiving') await sendParts(transfer, contents, watch);
  watch.progress(contents.size);
  await stored(transfer, watch.signal);
}

async function sendParts({ id, parts, part_size, received }: FileTransfer, contents: Blob, { signal, progress }: Watch): Promise<void> {
  const there = new Set(received);
  const missing = Array.from({ length: parts }, (_, index) => index + 1).filter((number) => !there.has(number));
  let done = contents.size - missing.reduce((sum, number) => sum + sliceOf(contents, number, part_size).size, 0);
  progress(done);
  const queue = missing.values();
  async function work(): Promise<void> {
    for (const number of queue) {
      const part = sliceOf(contents, number, part_size);
      await patiently(signal, () => bytes.artifacts.putFilePart({ params: { id, number: String(number) } }, part, { signal }));
      done += part.size;
      progress(done);
    }
  }
  await Promise.all(Array.from({ length: WIDTH }, work));
}

function sliceOf(contents: Blob, number: number, size: number): Blob {
  return contents.slice((number - 1) * size, number * size);
}

/** A part may come twice, so a connection that broke is no reason to give up. */
async function patiently(signal: AbortSignal, send: () => Promise<unknown>, attempt = 1): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (attempt === ATTEMPTS || !isApiProblem(error, 'unreachable', 'unavailable', 'deadline_exceeded', 'rate_limited')) throw error;
    await pause(PAUSE_MS * attempt, signal);
    await patiently(signal, send, attempt + 1);
  }
}

/** The file is not what was announced: it changed while it was sent. */
export class AlteredFile extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} is another one than was announced`);
    this.name = 'AlteredFile';
    this.file = file;
  }
}

async function stored({ id, file }: FileTransfer, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { state } = await api.artifacts.getFileTransfer({ params: { id } }, { signal });
    if (state === 'stored') return;
    if (state === 'failed') throw new AlteredFile(file);
    await pause(LOOK_AGAIN_MS, signal);
  }
}

/** Rejects when it is stopped meanwhile. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
