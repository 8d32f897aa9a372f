import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, bucketOf, manifestOf, put, putManifest, scan, sha256, upload } from './fixture.ts';

let portal: TestPortal;
let productId: string;
beforeAll(async () => {
  portal = await startPortal();
  productId = await addProduct(portal, 'horns-os');
});
afterAll(() => portal.stop());

const vendor = () => portal.client(artifactsContract, staff('product_manager'));
const products = () => portal.client(productsContract, staff('product_manager'));

async function uploadOf(folder: string) {
  const { items } = await vendor().listUploads({ query: { q: folder } });
  const [found] = items.filter((item) => item.folder === folder);
  if (!found) throw new Error(`no upload in ${folder}`);
  return vendor().getUpload({ params: { id: found.id } });
}

async function releaseOf(version: string) {
  const { items } = await products().listProductReleases({ params: { id: 'horns-os' }, query: { q: version } });
  return items.find((item) => item.version === version);
}

test('files and their manifest become a release that customers see', async () => {
  const files = { 'образ диска.iso': randomBytes(300_000), 'notes.pdf': Buffer.from('notes'), empty: Buffer.alloc(0) };
  await upload(bucketOf(portal), 'horns-os', '1.0', files, { fixes: ['CVE-2026-12345'] });
  await scan(portal);
  expect(await uploadOf('horns-os/1.0')).toMatchObject({ state: 'accepted', product: { id: productId }, size: 300_005, checked: 300_005 });
  const customer = portal.client(productsContract, member(await portal.organization('Customer'), 'viewer'));
  const { items } = await customer.listProductReleases({ params: { id: 'horns-os' } });
  expect(items).toMatchObject([
    {
      product: { id: productId, slug: 'horns-os' },
      version: '1.0',
      status: 'published',
      fixes: ['CVE-2026-12345'],
      artifacts: Object.entries(files).map(([file, contents]) => ({ file, size: contents.length, sha256: sha256(contents) })),
    },
  ]);
  const kept = await portal.database.sql<{ file: string; crc32: string }>(`select file, crc32 from artifacts.artifact order by position`);
  expect(kept.map(({ file, crc32: crc }) => [file, crc])).toEqual(
    Object.entries(files).map(([file, contents]) => [file, String(crc32(contents))]),
  );
});

describe('held with its reason is', { timeout: 60_000 }, () => {
  const contents = { 'a.iso': randomBytes(10_000), 'b.iso': randomBytes(10_000) };

  test.each([
    ['a flipped byte', '2.1', { 'a.iso': flipped(contents['a.iso']) }, { file: 'a.iso', code: 'wrong_sha256' }],
    [
      'a wrong size',
      '2.2',
      { 'a.iso': contents['a.iso'].subarray(1) },
      { file: 'a.iso', code: 'wrong_size', params: { actual: 9_999, expected: 10_000 } },
    ],
  ])('%s', async (_what, version, wrong, fault) => {
    const folder = `horns-os/${version}`;
    await put(bucketOf(portal), folder, { ...contents, ...wrong });
    await putManifest(bucketOf(portal), folder, manifestOf('horns-os', version, contents));
    await scan(portal);
    expect(await uploadOf(folder)).toMatchObject({ state: 'held', faults: [fault] });
    expect(await releaseOf(version)).toMatchObject({ status: 'held', faults: [fault], artifacts: [] });
    await put(bucketOf(portal), folder, contents);
    await scan(portal);
    expect(await uploadOf(folder)).toMatchObject({ state: 'accepted', faults: [] });
    expect(await releaseOf(version)).toMatchObject({ status: 'published', faults: [], artifacts: [{ file: 'a.iso' }, { file: 'b.iso' }] });
  });

  test('a manifest that comes before its files, until they are there', async () => {
    const folder = 'horns-os/2.3';
    await putManifest(bucketOf(portal), folder, manifestOf('horns-os', '2.3', contents));
    await scan(portal);
    expect((await uploadOf(folder)).faults).toMatchObject([
      { file: 'a.iso', code: 'file_missing' },
      { file: 'b.iso', code: 'file_missing' },
    ]);
    await put(bucketOf(portal), folder, { 'a.iso': contents['a.iso'] });
    await scan(portal);
    expect((await uploadOf(folder)).faults).toMatchObject([{ file: 'b.iso', code: 'file_missing' }]);
    await put(bucketOf(portal), folder, contents);
    await scan(portal);
    expect(await releaseOf('2.3')).toMatchObject({ status: 'published' });
  });
});

function flipped(contents: Buffer): Buffer {
  const copy = Buffer.from(contents);
  copy[5_000] = (copy[5_000] ?? 0) ^ 1;
  return copy;
}
