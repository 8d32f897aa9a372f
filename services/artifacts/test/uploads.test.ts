import { anonymous } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
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

describe('a signed release', () => {
  const image = randomBytes(1_000);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const public_key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const sums = Buffer.from(`${sha256(image)}  a.iso\n`);

  function signedBy(key: typeof privateKey, list = sums) {
    return { 'a.iso': image, SHA256SUMS: list, 'SHA256SUMS.sig': sign(null, list, key) };
  }

  async function outcomeOf(version: string, files: Record<string, Buffer>): Promise<{ code?: string; signed_by?: string | undefined }> {
    await upload(bucketOf(portal), 'horns-os', version, files);
    await scan(portal);
    const { state, faults, id } = await uploadOf(`horns-os/${version}`);
    if (state === 'held') return { code: faults.map((fault) => `${fault.file}: ${fault.code}`).join() };
    const { items } = await vendor().listArtifacts({ query: { release_id: [id], kind: ['image'] } });
    return { signed_by: items[0]?.signed_by?.name };
  }

  test('is taken as it is while no key is known, and held with any other signature afterwards', async () => {
    expect(await outcomeOf('3.0', signedBy(privateKey))).toEqual({ signed_by: undefined });
    const key = await vendor().addReleaseKey({ body: { name: 'Ключ 2026', public_key } });
    expect(await outcomeOf('3.1', signedBy(privateKey))).toEqual({ signed_by: 'Ключ 2026' });
    expect(await outcomeOf('3.2', { 'a.iso': image })).toEqual({ signed_by: undefined });
    expect(await outcomeOf('3.3', signedBy(generateKeyPairSync('ed25519').privateKey))).toEqual({
      code: 'SHA256SUMS.sig: unknown_signature',
    });
    const another = Buffer.from(`${sha256(sums)}  a.iso\n`);
    expect(await outcomeOf('3.4', signedBy(privateKey, another))).toEqual({ code: 'SHA256SUMS: sums_differ' });
    await vendor().retireReleaseKey({ params: { id: key.id } });
    expect(await outcomeOf('3.5', signedBy(privateKey))).toEqual({ signed_by: undefined });
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    await vendor().addReleaseKey({ body: { name: 'Ключ 2027', public_key: other } });
    expect(await outcomeOf('3.6', signedBy(privateKey))).toEqual({ code: 'SHA256SUMS.sig: unknown_signature' });
  });

  test('is checked by everybody with keys that are published for good', async () => {
    const nobody = portal.client(artifactsContract, anonymous);
    const { keys } = await nobody.listReleaseKeys({});
    expect(keys.map(({ name, retired_at }) => [name, retired_at !== null])).toEqual([
      ['Ключ 2027', false],
      ['Ключ 2026', true],
    ]);
    const id = keys[1]?.id ?? '';
    expect(await nobody.getReleaseKeyFile({ params: { id } })).toBe(public_key);
    await expect(vendor().addReleaseKey({ body: { name: 'Again', public_key } })).rejects.toMatchObject({ code: 'release_key_exists' });
    await expect(vendor().addReleaseKey({ body: { name: 'None', public_key: 'a key' } })).rejects.toMatchObject({
      errors: [{ pointer: '/public_key', code: 'no_public_key' }],
    });
    await expect(vendor().retireReleaseKey({ params: { id } })).rejects.toMatchObject({ code: 'release_key_retired' });
  });
});

function flipped(contents: Buffer): Buffer {
  const copy = Buffer.from(contents);
  copy[5_000] = (copy[5_000] ?? 0) ^ 1;
  return copy;
}
