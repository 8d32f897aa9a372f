/**
 * Lays out a ZIP file before a byte of it is read: the sizes and CRCs of its files are known, nothing is compressed, so every byte has
 * its place. An archive of any size can then be sent from any offset, without a temporary file.
 */
import { centralHeader, endOfDirectory, localHeader, type PlacedEntry, type ZipEntry } from './records.ts';

export { crc32 } from 'node:zlib';
export type { ZipEntry } from './records.ts';

/** Bytes of the archive: written here, or those of the entry with this index. */
export type Piece =
  | { readonly start: number; readonly bytes: Uint8Array }
  | { readonly start: number; readonly size: number; readonly entry: number };

export interface ZipLayout {
  /** Of the whole archive, in bytes. */
  readonly size: number;
  /** One behind the other, without gaps. */
  readonly pieces: readonly Piece[];
}

/** A part of a piece: bytes as they are, or those of an entry from `start` to `end`, both inclusive, counted within the entry. */
export type Slice = { readonly bytes: Uint8Array } | { readonly entry: number; readonly start: number; readonly end: number };

const LONGEST_NAME = 0xffff;

/** Throws a RangeError for a name that is empty, too long, or there twice. */
export function layOutZip(entries: readonly ZipEntry[]): ZipLayout {
  checkNames(entries);
  const pieces: Piece[] = [];
  const placed: PlacedEntry[] = [];
  let at = 0;
  function write(bytes: Uint8Array): void {
    pieces.push({ start: at, bytes });
    at += bytes.length;
  }
  for (const [index, entry] of entries.entries()) {
    placed.push({ ...entry, offset: at });
    write(localHeader(entry));
    if (entry.size === 0) continue;
    pieces.push({ start: at, size: entry.size, entry: index });
    at += entry.size;
  }
  const directory = Buffer.concat(placed.map(centralHeader));
  const offset = at;
  write(Buffer.concat([directory, endOfDirectory(entries.length, offset, directory.length)]));
  return { size: at, pieces };
}

function checkNames(entries: readonly ZipEntry[]): void {
  const names = new Set<string>();
  for (const { name } of entries) {
    if (name === '' || Buffer.byteLength(name) > LONGEST_NAME) throw new RangeError(`not a name for an entry: ${JSON.stringify(name)}`);
    if (names.has(name)) throw new RangeError(`two entries are named ${JSON.stringify(name)}`);
    names.add(name);
  }
}

/** What the bytes from `start` to `end` of the archive, both inclusive, are made of. */
export function slicesOf({ pieces }: ZipLayout, start: number, end: number): Slice[] {
  const slices: Slice[] = [];
  for (const piece of pieces) {
    const from = Math.max(start - piece.start, 0);
    const to = Math.min(end - piece.start, sizeOf(piece) - 1);
    if (from > to) continue;
    slices.push('bytes' in piece ? { bytes: piece.bytes.subarray(from, to + 1) } : { entry: piece.entry, start: from, end: to });
  }
  return slices;
}

function sizeOf(piece: Piece): number {
  return 'bytes' in piece ? piece.bytes.length : piece.size;
}
