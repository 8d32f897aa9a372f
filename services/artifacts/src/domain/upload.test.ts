import { expect, test } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';
import { placeOf } from './folder.ts';
import { manifestFaults } from './manifest.ts';
import { alterations, obviousFault } from './upload.ts';

const file = { file: 'a.iso', size: 5, sha256: 'a'.repeat(64), etag: '1', state: 'checked' as const };
const accepted = { manifestEtag: 'm', files: [file] };

test('a key tells the product, the version and the file; anything else in the bucket is nobody’s', () => {
  expect(placeOf('horns-os/1.8.1/a.iso')).toEqual({ folder: 'horns-os/1.8.1', product: 'horns-os', version: '1.8.1', file: 'a.iso' });
  for (const key of ['a.iso', 'horns-os/a.iso', 'horns-os/1.0/deep/a.iso', 'Horns/1.0/a.iso', 'horns-os/.1/a.iso', 'horns-os/1.0/']) {
    expect(placeOf(key), key).toBeUndefined();
  }
});

test('a fingerprint follows contents and names, not the order', () => {
  const [one, two] = [
    { file: 'a', size: 1, etag: 'x' },
    { file: 'b', size: 2, etag: 'y' },
  ];
  expect(fingerprintOf([one, two])).toBe(fingerprintOf([two, one]));
  for (const other of [[one], [one, { ...two, etag: 'z' }], [one, { ...two, size: 3 }], [one, { ...two, file: 'c' }]]) {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf([one, two]));
  }
});

test('what is missing or of another size needs no reading', () => {
  expect(obviousFault(file, undefined)).toMatchObject({ code: 'file_missing' });
  expect(obviousFault(file, { file: 'a.iso', size: 6, etag: '1' })).toMatchObject({
    code: 'wrong_size',
    params: { actual: 6, expected: 5 },
  });
  expect(obviousFault(file, { file: 'a.iso', size: 5, etag: '2' })).toBeUndefined();
});

test('what was accepted is altered by other bytes or another manifest, not by tidying up or by more files', () => {
  const present = [
    { file: 'a.iso', size: 5, etag: '1' },
    { file: 'release.json', size: 9, etag: 'm' },
  ];
  expect(alterations(accepted, present)).toEqual([]);
  expect(alterations(accepted, [])).toEqual([]);
  expect(alterations(accepted, [...present, { file: 'b.iso', size: 1, etag: '7' }])).toEqual([]);
  expect(alterations(accepted, [{ file: 'a.iso', size: 5, etag: '2' }])).toMatchObject([
    { file: 'a.iso', code: 'changed_after_acceptance' },
  ]);
  expect(alterations(accepted, [{ file: 'release.json', size: 9, etag: 'n' }])).toMatchObject([
    { file: 'release.json', code: 'version_exists' },
  ]);
});

test('a manifest is that of its folder and names a file once, whatever the case', () => {
  const artifact = { file: 'a.iso', kind: 'image' as const, size: 1, sha256: 'a'.repeat(64) };
  const manifest = {
    product: 'horns-os',
    version: '1.0',
    kind: 'update' as const,
    channel: 'stable' as const,
    released_at: '2026-01-01T00:00:00Z',
    notes: { ru: 'Новое' },
    artifacts: [artifact, { ...artifact, file: 'A.iso' }, { ...artifact, file: 'release.json' }],
  };
  expect(manifestFaults(manifest, { product: 'horns-mail', version: '1.1' }).map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/product', 'not_the_folder'],
    ['/version', 'not_the_folder'],
    ['/artifacts/1/file', 'named_twice'],
    ['/artifacts/2/file', 'reserved_name'],
  ]);
});
