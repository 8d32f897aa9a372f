import { crc32, inflateRawSync } from 'node:zlib';

/** The files of a ZIP that was written on the way, by its directory (PKWARE's APPNOTE.TXT, 4.3.12). Throws where a CRC is wrong. */
export function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(at) === 0x0201_4b50) {
    const [name, extra] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const offset = zip.readUInt32LE(at + 42);
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const bytes = inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20)));
    const path = zip.toString('utf8', at + 46, at + 46 + name);
    if (crc32(bytes) !== zip.readUInt32LE(at + 16) || bytes.length !== zip.readUInt32LE(at + 24)) throw new Error(`${path} is broken`);
    files.set(path, bytes.toString());
    at += 46 + name + extra;
  }
  return files;
}

const CELL = /<c r="([A-Z]+)\d+"[^>]*>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/g;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The cells of a sheet, row by row: texts as they are, numbers as numbers, by their column. */
export function cellsOf(sheet: string): Record<string, string | number>[] {
  return Array.from(sheet.matchAll(/<row r="\d+">(.*?)<\/row>/gs), ([, row = '']) => cellsOfRow(row));
}

function cellsOfRow(row: string): Record<string, string | number> {
  const cells: Record<string, string | number> = {};
  for (const [, column = '', number, text = ''] of row.matchAll(CELL)) cells[column] = number === undefined ? plain(text) : Number(number);
  return cells;
}

function plain(text: string): string {
  return text.replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}
