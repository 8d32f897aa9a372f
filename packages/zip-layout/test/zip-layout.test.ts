import fc from 'fast-check';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layOutZip, slicesOf, type ZipEntry } from '../src/zip-layout.ts';

const run = promisify(execFile);
const modified = new Date('2026-11-27T04:05:06Z');

interface File {
  readonly name: string;
  readonly contents: Buffer;
}

function entryOf({ name, contents }: File): ZipEntry {
  return { name, size: contents.length, crc32: crc32(contents), modified };
}

function bytesOf(files: readonly File[], start: number, end: number): Buffer {
  const slices = slicesOf(layOutZip(files.map(entryOf)), start, end);
  // An entry of a slice is one of the files that the layout was made of.
  return Buffer.concat(
    slices.map((slice) => ('bytes' in slice ? slice.bytes : files[slice.entry]!.contents.subarray(slice.start, slice.end + 1))),
  );
}

function archiveOf(files: readonly File[]): Buffer {
  return bytesOf(files, 0, layOutZip(files.map(entryOf)).size - 1);
}

const anyFiles = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-zа-яё0-9 ._-]{1,20}$/u),
    contents: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  }),
  { selector: (file) => file.name, maxLength: 8 },
);

test('any part of an archive is that part of the whole', () => {
  fc.assert(
    fc.property(anyFiles, fc.nat(), fc.nat(), (files, from, length) => {
      const whole = archiveOf(files);
      const start = from % whole.length;
      const end = Math.min(start + (length % whole.length), whole.length - 1);
      expect(bytesOf(files, start, end)).toEqual(whole.subarray(start, end + 1));
    }),
  );
});

test('names are there once, and not empty', () => {
  const [a, b] = ['a', 'b'].map((name) => entryOf({ name, contents: Buffer.alloc(1) })) as [ZipEntry, ZipEntry];
  expect(() => layOutZip([a, b, a])).toThrow(RangeError);
  expect(() => layOutZip([{ ...a, name: '' }])).toThrow(RangeError);
  expect(() => layOutZip([{ ...a, name: 'ё'.repeat(32_768) }])).toThrow(RangeError);
});

const missing = ['/usr/bin/unzip', '/usr/bin/7zz'].filter((program) => !existsSync(program));
if (missing.length > 0 && process.env['CI'] === 'true') throw new Error(`${missing.join(', ')}: node test/peers/install.ts archives`);

describe.skipIf(missing.length > 0)('other programs', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'kabinet-zip-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(files: readonly File[]): Promise<string> {
    const path = join(folder, 'a.zip');
    const file = await open(path, 'w');
    await file.writeFile(archiveOf(files));
    await file.close();
    return path;
  }

  test('unzip and 7-Zip find every file as it was, Cyrillic names, empty files and folders included', async () => {
    const files = [
      { name: 'Руководство администратора.pdf', contents: Buffer.from('документ') },
      { name: 'horns-os/1.8.1/SHA256SUMS', contents: Buffer.alloc(70_000, 'x') },
      { name: 'empty', contents: Buffer.alloc(0) },
    ];
    const path = await write(files);
    await run('unzip', ['-t', path]);
    expect((await run('7zz', ['t', path])).stdout).toContain('Everything is Ok');
    await run('7zz', ['x', `-o${join(folder, 'out')}`, path]);
    for (const { name, contents } of files) expect(await readFile(join(folder, 'out', name))).toEqual(contents);
  });

  test('more files than the plain directory counts', async () => {
    const files = Array.from({ length: 70_000 }, (_, index) => ({ name: `f${index}`, contents: Buffer.alloc(0) }));
    const path = await write(files);
    await run('unzip', ['-tqq', path], { maxBuffer: 2 ** 26 });
    expect((await run('7zz', ['t', path])).stdout).toContain('Everything is Ok');
    expect((await run('7zz', ['l', path], { maxBuffer: 2 ** 26 })).stdout).toContain('70000 files');
  }, 60_000);

  test('files beyond 4 GiB, and files behind them', async () => {
    const size = 2 ** 32 + 5;
    const entries = [
      { name: 'large', size, crc32: 0, modified },
      { name: 'behind', size: 3, crc32: crc32('abc'), modified },
    ];
    const layout = layOutZip(entries);
    const path = join(folder, 'large.zip');
    const file = await open(path, 'w');
    for (const piece of layout.pieces) {
      if ('bytes' in piece) await file.write(piece.bytes, 0, piece.bytes.length, piece.start);
      else if (piece.entry === 1) await file.write(Buffer.from('abc'), 0, 3, piece.start);
    }
    // The rest is a hole. Only the listing is read: the CRC of four gigabytes of nothing is the heavy tests' affair.
    await file.close();
    const { stdout } = await run('7zz', ['l', '-slt', path]);
    expect(stdout).toContain(`Size = ${size}`);
    expect((await run('7zz', ['e', '-so', path, 'behind'])).stdout).toBe('abc');
    expect((await run('unzip', ['-p', path, 'behind'])).stdout).toBe('abc');
  });
});
