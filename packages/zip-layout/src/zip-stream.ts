/** Writes a ZIP file of deflated entries whose bytes and sizes nobody knows before they have come: nothing of it is kept. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { centralHeader, descriptor, endOfDirectory, streamedHeader, type PlacedEntry } from './records.ts';

/** A file of less than 4 GiB, as the format's descriptors count. Its content is read to its end before the next file is asked for. */
export interface StreamedFile {
  readonly name: string;
  readonly content: AsyncIterable<string>;
}

/** Spreadsheets repeat themselves: the fastest level takes most of it, at a third of the time of the usual one. */
const LEVEL = 1;

export async function* zipStream(files: AsyncIterable<StreamedFile>, modified: Date): AsyncGenerator<Buffer> {
  const placed: PlacedEntry[] = [];
  let at = 0;
  for await (const { name, content } of files) {
    const offset = at;
    const header = streamedHeader(name, modified);
    yield header;
    const written = { size: 0, crc32: 0 };
    let packed = 0;
    // Whichever end breaks, the other is destroyed with its error, which this loop throws.
    const deflated = pipeline(Readable.from(counted(content, written)), createDeflateRaw({ level: LEVEL }), () => {});
    for await (const chunk of deflated as AsyncIterable<Buffer>) {
      packed += chunk.length;
      yield chunk;
    }
    const end = descriptor(written.crc32, packed, written.size);
    yield end;
    placed.push({ name, modified, offset, packed, ...written });
    at += header.length + packed + end.length;
  }
  const directory = Buffer.concat(placed.map(centralHeader));
  yield Buffer.concat([directory, endOfDirectory(placed.length, at, directory.length)]);
}

async function* counted(content: AsyncIterable<string>, written: { size: number; crc32: number }): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    written.size += bytes.length;
    written.crc32 = crc32(bytes, written.crc32);
    yield bytes;
  }
}
