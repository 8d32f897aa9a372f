/** The records of a ZIP file of stored entries (PKWARE's APPNOTE.TXT 6.3.10; its sections in parentheses). */

/** A file in the archive. What is said of it here must be true of its bytes: it is written before them. */
export interface ZipEntry {
  /** Of 1 to 65,535 bytes in UTF-8; `/` separates folders. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly crc32: number;
  /** Kept in UTC, to two seconds, between 1980 and 2107. */
  readonly modified: Date;
}

/** An entry with the place of its local header, counted from the beginning of the archive. */
export interface PlacedEntry extends ZipEntry {
  readonly offset: number;
  /** In bytes, once it was deflated on the way; undefined for what is stored. */
  readonly packed?: number;
}

/** A field that holds this says that the value stands in the ZIP64 extra field (4.4.8 and following). */
const IN_ZIP64 = 0xffff_ffff;
const MANY = 0xffff;
/** Bit 11: the name is UTF-8 (appendix D). */
const UTF8 = 0x0800;
/** Bit 3: the sizes follow the bytes (4.3.9). */
const SIZES_FOLLOW = 0x0008;
/** 4.4.5. */
const DEFLATED = 8;
/** 4.4.3: 2.0 for folders and stored entries, 4.5 for ZIP64. */
const PLAIN = 20;
const ZIP64 = 45;
/** 4.4.2: made on UNIX, so that permissions mean something: a file that its owner writes and everybody reads. */
const MADE_BY = (3 << 8) | ZIP64;
const PERMISSIONS = (0o100644 << 16) >>> 0;

/** 4.3.7: what stands before an entry's bytes. */
export function localHeader({ name, size, crc32, modified }: ZipEntry): Buffer {
  const large = size >= IN_ZIP64;
  const extra = large ? zip64Field([size, size]) : Buffer.alloc(0);
  const bytes = Buffer.from(name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(large ? ZIP64 : PLAIN, 4);
  header.writeUInt16LE(UTF8, 6);
  header.writeUInt32LE(dosTime(modified), 10);
  header.writeUInt32LE(crc32, 14);
  header.writeUInt32LE(Math.min(size, IN_ZIP64), 18);
  header.writeUInt32LE(Math.min(size, IN_ZIP64), 22);
  header.writeUInt16LE(bytes.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, bytes, extra]);
}

/** 4.3.7: what stands before bytes that are deflated on the way, of a size that nobody knows yet. */
export function streamedHeader(name: string, modified: Date): Buffer {
  const header = localHeader({ name, size: 0, crc32: 0, modified });
  header.writeUInt16LE(UTF8 | SIZES_FOLLOW, 6);
  header.writeUInt16LE(DEFLATED, 8);
  return header;
}

/** 4.3.9: what stands behind them. Throws a RangeError for 4 GiB and more: the header before would have had to announce ZIP64. */
export function descriptor(crc32: number, packed: number, size: number): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x0807_4b50, 0);
  record.writeUInt32LE(crc32, 4);
  record.writeUInt32LE(packed, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

/** 4.3.12: what the directory at the end says of an entry. */
export function centralHeader({ name, size, crc32, modified, offset, packed }: PlacedEntry): Buffer {
  const values = [...(size >= IN_ZIP64 ? [size, size] : []), ...(offset >= IN_ZIP64 ? [offset] : [])];
  const extra = values.length > 0 ? zip64Field(values) : Buffer.alloc(0);
  const bytes = Buffer.from(name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(values.length > 0 ? ZIP64 : PLAIN, 6);
  header.writeUInt16LE(packed === undefined ? UTF8 : UTF8 | SIZES_FOLLOW, 8);
  header.writeUInt16LE(packed === undefined ? 0 : DEFLATED, 10);
  header.writeUInt32LE(dosTime(modified), 12);
  header.writeUInt32LE(crc32, 16);
  header.writeUInt32LE(Math.min(packed ?? size, IN_ZIP64), 20);
  header.writeUInt32LE(Math.min(size, IN_ZIP64), 24);
  header.writeUInt16LE(bytes.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(PERMISSIONS, 38);
  header.writeUInt32LE(Math.min(offset, IN_ZIP64), 42);
  return Buffer.concat([header, bytes, extra]);
}

/** 4.3.14 to 4.3.16: where the directory of `count` entries is; in ZIP64 only when the plain fields do not hold it. */
export function endOfDirectory(count: number, offset: number, size: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, MANY), 8);
  end.writeUInt16LE(Math.min(count, MANY), 10);
  end.writeUInt32LE(Math.min(size, IN_ZIP64), 12);
  end.writeUInt32LE(Math.min(offset, IN_ZIP64), 16);
  const fits = count < MANY && size < IN_ZIP64 && offset < IN_ZIP64;
  return fits ? end : Buffer.concat([endOfDirectory64(count, offset, size), end]);
}

function endOfDirectory64(count: number, offset: number, size: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x0606_4b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(MADE_BY, 12);
  end.writeUInt16LE(ZIP64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x0706_4b50, 56);
  end.writeBigUInt64LE(BigInt(offset + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** 4.5.3: the values that do not fit into their fields, in the order of these. */
function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return field;
}

const FIRST = Date.UTC(1980, 0, 1);
const LAST = Date.UTC(2107, 11, 31, 23, 59, 58);

/** 4.4.6: the time in the lower half, the date in the upper. */
function dosTime(instant: Date): number {
  const at = new Date(Math.min(LAST, Math.max(FIRST, instant.getTime())));
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return ((date << 16) | time) >>> 0;
}
