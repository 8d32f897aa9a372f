import { artifactsContract } from '@kabinet/contracts/artifacts';
import { PART_SIZE } from '@kabinet/contracts/artifacts/resources';
import { productsContract } from '@kabinet/contracts/products';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, bucketOf, manifestOf, sha256 } from './fixture.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
  await addProduct(portal, 'horns-os');
});
afterAll(() => portal.stop());

const vendor = () => portal.client(artifactsContract, staff('product_manager'));

function announce(version: string, file: string, contents: Uint8Array) {
  return vendor().createFileTransfer({ body: { product: 'horns-os', version, file, size: contents.length, sha256: sha256(contents) } });
}

function part(contents: Buffer, number: number): Buffer {
  return contents.subarray((number - 1) * PART_SIZE, number * PART_SIZE);
}

function bytes(contents: Buffer, content_type = 'application/octet-stream') {
  return { body: Readable.from([contents]), content_type, length: contents.length };
}

test('a file comes in parts, in any order and again, and goes on where it was cut off', async () => {
  const contents = randomBytes(2 * PART_SIZE + 5);
  const { id, parts } = await announce('1.0', 'a.iso', contents);
  expect(parts).toBe(3);
  await vendor().putFilePart({ params: { id, number: '3' }, upload: bytes(part(contents, 3)) });
  await vendor().putFilePart({ params: { id, number: '1' }, upload: bytes(part(contents, 1)) });
  expect(await announce('1.0', 'a.iso', contents)).toMatchObject({ id, state: 'receiving', received: [1, 3] });
  await vendor().putFilePart({ params: { id, number: '1' }, upload: bytes(part(contents, 1)) });
  await vendor().putFilePart({ params: { id, number: '2' }, upload: bytes(part(contents, 2)) });
  expect(await vendor().getFileTransfer({ params: { id } })).toMatchObject({ state: 'assembling' });
  await portal.settle();
  expect(await vendor().getFileTransfer({ params: { id } })).toMatchObject({ state: 'stored', received: [] });
  const { body } = await bucketOf(portal).get('horns-os/1.0/a.iso');
  expect(sha256(await buffer(body))).toBe(sha256(contents));
});

test('a whole release comes this way, and its version is then taken', async () => {
  const files = { 'a.iso': randomBytes(100), empty: Buffer.alloc(0) };
  const manifest = Buffer.from(JSON.stringify(manifestOf('horns-os', '2.0', files)));
  for (const [file, contents] of Object.entries({ ...files, 'release.json': manifest })) {
    const { id, parts } = await announce('2.0', file, contents);
    if (parts > 0) await vendor().putFilePart({ params: { id, number: '1' }, upload: bytes(contents) });
    await portal.settle();
  }
  const { items } = await portal.client(productsContract, staff('auditor')).listProductReleases({ params: { id: 'horns-os' } });
  expect(items).toMatchObject([{ version: '2.0', status: 'published', artifacts: [{ file: 'a.iso' }, { file: 'empty' }] }]);
  expect(await announce('2.0', 'a.iso', files['a.iso'])).toMatchObject({ state: 'stored' });
  await expect(announce('2.0', 'a.iso', Buffer.from('other'))).rejects.toMatchObject({ code: 'version_released' });
});

test('a file that is not the announced one fails, and can be sent anew', async () => {
  const contents = randomBytes(100);
  const { id } = await announce('3.0', 'a.iso', contents);
  await vendor().putFilePart({ params: { id, number: '1' }, upload: bytes(randomBytes(100)) });
  await portal.settle();
  expect(await vendor().getFileTransfer({ params: { id } })).toMatchObject({ state: 'failed' });
  expect(await bucketOf(portal).head('horns-os/3.0/a.iso')).toBeUndefined();
  expect(await announce('3.0', 'a.iso', contents)).toMatchObject({ id, state: 'receiving', received: [] });
});

test('what is no part of the file is refused', async () => {
  const { id } = await announce('4.0', 'a.iso', randomBytes(100));
  const put = (number: string, contents: Buffer, content_type?: string) =>
    vendor().putFilePart({ params: { id, number }, upload: bytes(contents, content_type) });
  await expect(put('2', randomBytes(100))).rejects.toMatchObject({ code: 'no_such_part', params: { parts: 1 } });
  await expect(put('1', randomBytes(99))).rejects.toMatchObject({ code: 'wrong_part_size', params: { expected: 100, actual: 99 } });
  await expect(put('1', randomBytes(100), 'application/json')).rejects.toMatchObject({ code: 'unsupported_media_type' });
  await vendor().deleteFileTransfer({ params: { id } });
  await expect(put('1', randomBytes(100))).rejects.toMatchObject({ code: 'file_transfer_not_found' });
  const unknown = { product: 'nothing', version: '1.0', file: 'a', size: 1, sha256: sha256(Buffer.from('a')) };
  await expect(vendor().createFileTransfer({ body: unknown })).rejects.toMatchObject({
    errors: [{ pointer: '/product', code: 'unknown_product' }],
  });
});
