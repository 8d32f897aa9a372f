import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { HEADERS } from './wire.ts';

/** What a process answered: whole, or a stream that has begun. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly stream?: Readable;
}

/** Settles once: with the answer, or with what broke it. What breaks a stream later is told to who reads it. */
export function receive(resolve: (answer: RawAnswer) => void, reject: (error: Error) => void): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let head: Omit<RawAnswer, 'bytes'> = { status: 0, headers: {} };
  let stream: Readable | undefined;
  return {
    onResponseStart(controller, status, headers) {
      if (status < 200) return;
      head = { status, headers };
      if (headers[HEADERS.answer] !== 'stream') return;
      stream = streamOf(controller);
      resolve({ ...head, bytes: Buffer.alloc(0), stream });
    },
    onResponseData(controller, chunk) {
      if (!stream) chunks.push(chunk);
      else if (!stream.push(chunk)) controller.pause();
    },
    onResponseEnd() {
      if (stream) return void stream.push(null);
      const [only] = chunks;
      resolve({ ...head, bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks) });
    },
    onResponseError(_controller, error) {
      if (stream) stream.destroy(error);
      else reject(error);
    },
  };
}

/** Held back while nobody reads, given up when nobody will. */
function streamOf(controller: Dispatcher.DispatchController): Readable {
  return new Readable({
    highWaterMark: 262_144,
    read: () => controller.resume(),
    destroy(error, done) {
      if (!this.readableEnded) controller.abort(error ?? new Error('the stream was given up'));
      done(error);
    },
  });
}
