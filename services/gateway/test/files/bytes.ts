import type { Content, Part } from '@kabinet/contract/content';
import { Readable } from 'node:stream';

/** Content that tells what becomes of it. */
export interface WatchedContent extends Content {
  opened: number;
  /** Bytes that were made. */
  made: number;
  closed: number;
}

/** `size` bytes of a pattern, made as they are read. `make` may do something before each chunk. */
export function pattern(size: number, make: (made: number) => Promise<void> | void = () => undefined): WatchedContent {
  const content: WatchedContent = {
    size,
    etag: `"pattern-${size}"`,
    opened: 0,
    made: 0,
    closed: 0,
    async open(part: Part | undefined) {
      content.opened += 1;
      const { start, end } = part ?? { start: 0, end: size - 1 };
      const bytes = Readable.from(chunks(start, end), { objectMode: false });
      return bytes.once('close', () => (content.closed += 1));
    },
  };
  async function* chunks(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at <= end; at += CHUNK) {
      await make(at - start);
      const chunk = patternAt(at, Math.min(CHUNK, end - at + 1));
      content.made += chunk.length;
      yield chunk;
    }
  }
  return content;
}

const CHUNK = 65_536;

/** The bytes of the pattern from `start` on. */
export function patternAt(start: number, length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => ((start + index) * 31 + ((start + index) >> 8)) & 255));
}
