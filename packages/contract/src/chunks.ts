import { Readable } from 'node:stream';

/**
 * Bytes as they come. Their memory may be used again: a chunk is good until the next one is asked for. Gone through once, to the end or not,
 * or destroyed. A Readable is one of them; whoever keeps chunks needs a Readable.
 */
export interface Chunks extends AsyncIterable<Uint8Array> {
  destroy(): void;
}

/**
 * The same bytes. `ended` is called once when they are over, however that came: with the number of those that were used. What it throws is
 * thrown to who goes through them.
 */
export function withEnd(chunks: Chunks, ended: (bytes: number) => Promise<void> | void): Chunks {
  let bytes = 0;
  let isBegun = false;
  async function* passOn(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of chunks) {
        yield chunk;
        bytes += chunk.length;
      }
    } finally {
      await ended(bytes);
    }
  }
  /** Nobody goes through what nobody began, and so nobody comes to its end. */
  function endUnread(): void {
    Promise.resolve(bytes)
      .then(ended)
      .catch(() => undefined);
  }
  return {
    [Symbol.asyncIterator]() {
      isBegun = true;
      return passOn();
    },
    destroy() {
      chunks.destroy();
      if (!isBegun) endUnread();
      isBegun = true;
    },
  };
}

/** For who keeps what they read: each chunk gets memory of its own. */
export function readableOf(bytes: Chunks): Readable {
  if (bytes instanceof Readable) return bytes;
  async function* copied(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) yield Buffer.from(chunk);
  }
  return Readable.from(copied(), { objectMode: false }).once('close', () => bytes.destroy());
}
