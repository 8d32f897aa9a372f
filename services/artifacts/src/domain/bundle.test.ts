import { expect, test } from 'vitest';
import { bundleName, layOutBundle, type BundledFile } from './bundle.ts';

function file(changes: Partial<BundledFile> = {}): BundledFile {
  return {
    file: 'horns.iso',
    version: '1.8.1',
    size: 5,
    sha256: 'ab'.repeat(32),
    crc32: 7,
    product: { slug: 'horns-os' },
    release: { released_at: '2026-01-01T09:00:00Z' },
    ...changes,
  };
}

test('its sums are what sha256sum checks', () => {
  const { sums } = layOutBundle([file(), file({ file: 'Руководство.pdf' })]);
  expect(sums.toString()).toBe(`${'ab'.repeat(32)}  horns-os/1.8.1/horns.iso\n${'ab'.repeat(32)}  horns-os/1.8.1/Руководство.pdf\n`);
});

test('its tag is another one for other bytes, and the same for the same', () => {
  const { etag } = layOutBundle([file()]);
  expect(layOutBundle([file()]).etag).toBe(etag);
  const others = [
    { sha256: 'cd'.repeat(32) },
    { size: 6 },
    { crc32: 8 },
    { file: 'hooves.iso' },
    { release: { released_at: '2026-01-02T09:00:00Z' } },
  ];
  for (const other of others) expect(layOutBundle([file(other)]).etag).not.toBe(etag);
});

test.each([
  [[file(), file({ file: 'b' })], 'horns-os-1.8.1.zip'],
  [[file(), file({ version: '1.9' })], 'horns-os.zip'],
  [[file(), file({ product: { slug: 'hooves' } })], 'kabinet.zip'],
])('%# is called %s', (files, name) => {
  expect(bundleName(files)).toBe(name);
});
