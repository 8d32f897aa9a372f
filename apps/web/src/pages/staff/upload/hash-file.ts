import type { HashNews } from './hash-worker.ts';

/** Whoever waits hears how many bytes are done, and may stop it. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly progress: (done: number) => void;
}

/** The SHA-256 of a file of any size, in hexadecimal; read beside the page, which stays quick meanwhile. Rejects when it is stopped. */
export function hashFile(contents: Blob, { signal, progress }: Watch): Promise<string> {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  worker.addEventListener('message', ({ data }: MessageEvent<HashNews>) => {
    if ('done' in data) progress(data.done);
    else if ('sha256' in data) resolve(data.sha256);
    else reject(new Error(data.failure));
  });
  worker.addEventListener('error', ({ message }) => reject(new Error(message)));
  const stop = () => reject(signal.reason as Error);
  signal.addEventListener('abort', stop);
  worker.postMessage(contents);
  return promise.finally(() => {
    signal.removeEventListener('abort', stop);
    worker.terminate();
  });
}
