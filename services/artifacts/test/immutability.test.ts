import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, bucketOf, keptBy, manifestOf, put, putManifest, scan, sha256, upload } from './fixture.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-01T12:00:00Z') });
  await addProduct(portal, 'horns-os');
});
afterAll(() => portal.stop());

const vendor = () => portal.client(productsContract, staff('product_manager'));

async function releaseOf(version: string) {
  const { items } = await vendor().listProductReleases({ params: { id: 'horns-os' }, query: { q: version } });
  const [found] = items;
  if (!found) throw new Error(`no release ${version}`);
  return found;
}

async function stateOf(version: string) {
  const { items } = await portal.client(artifactsContract, staff('auditor')).listUploads({ query: { q: `horns-os/${version}` } });
  return items.map(({ state, faults }) => ({ state, faults: faults.map(({ file, code }) => [file, code]) }));
}

test('bytes that change under a release raise an alarm and are not what is kept', { timeout: 60_000 }, async () => {
  const contents = randomBytes(5_000);
  await upload(bucketOf(portal), 'horns-os', '1.0', { 'a.iso': contents });
  await scan(portal);
  const before = await releaseOf('1.0');
  const other = { 'a.iso': randomBytes(5_000) };
  await put(bucketOf(portal), 'horns-os/1.0', other);
  await putManifest(bucketOf(portal), 'horns-os/1.0', manifestOf('horns-os', '1.0', other));
  await scan(portal);
  const faults = [
    ['release.json', 'version_exists'],
    ['a.iso', 'changed_after_acceptance'],
  ];
  expect(await stateOf('1.0')).toEqual([{ state: 'altered', faults }]);
  expect(await releaseOf('1.0')).toMatchObject({ status: 'published', artifacts: before.artifacts });
  const [row] = await portal.database.sql<{ object_key: string }>('select object_key from artifacts.artifact');
  const { body } = await keptBy(portal).get(row?.object_key ?? '');
  expect(sha256(await buffer(body))).toBe(sha256(contents));
  const told = await portal.database.sql(`select 1 from artifacts.outbox where event->>'type' = 'release.altered'`);
  expect(told).toHaveLength(1);
});

test('a release waits for its date, may be replaced until then, and comes out once', { timeout: 60_000 }, async () => {
  const client = portal.client(productsContract, member(await portal.organization('Customer'), 'viewer'));
  const dated = { released_at: '2026-06-02T09:00:00Z' };
  await upload(bucketOf(portal), 'horns-os', '2.0', { 'a.iso': randomBytes(100) }, dated);
  await scan(portal);
  expect(await releaseOf('2.0')).toMatchObject({ status: 'scheduled' });
  expect((await client.listReleases({ query: { q: '2.0' } })).items).toEqual([]);
  const better = { 'b.iso': randomBytes(100) };
  await upload(bucketOf(portal), 'horns-os', '2.0', better, dated);
  await scan(portal);
  expect(await releaseOf('2.0')).toMatchObject({ status: 'scheduled', artifacts: [{ file: 'b.iso' }] });
  portal.clock.set(new Date('2026-06-02T09:00:00Z'));
  const { manifest, contextAsService } = portal.service('products');
  await Promise.all([1, 2, 3].map(async () => manifest.jobs['publish_releases']?.run(contextAsService('test'), {})));
  await portal.settle();
  expect((await client.listReleases({ query: { q: '2.0' } })).items).toMatchObject([
    { status: 'published', artifacts: [{ file: 'b.iso' }] },
  ]);
  const told = await portal.database.sql(
    `select 1 from products.outbox where event->>'type' = 'release.published' and event->'data'->>'version' = '2.0'`,
  );
  expect(told).toHaveLength(1);
});

test('a release is recalled once, with a reason that customers read', async () => {
  await upload(bucketOf(portal), 'horns-os', '3.0', { 'a.iso': randomBytes(100) });
  await scan(portal);
  const { id } = await releaseOf('3.0');
  await expect(vendor().scheduleRelease({ params: { id }, body: { released_at: '2027-01-01T00:00:00Z' } })).rejects.toMatchObject({
    code: 'release_not_scheduled',
  });
  await vendor().recallRelease({ params: { id }, body: { reason: 'It eats disks' } });
  await expect(vendor().recallRelease({ params: { id }, body: { reason: 'again' } })).rejects.toMatchObject({
    code: 'release_not_published',
  });
  const client = portal.client(productsContract, member(await portal.organization('Another'), 'viewer'));
  expect(await client.getRelease({ params: { id } })).toMatchObject({ status: 'recalled', recall_reason: 'It eats disks' });
});

test('a service that forgot everything hears of products and releases again', async () => {
  const known = () => portal.database.sql('select id, status, found_version from artifacts.release order by id');
  await portal.settle();
  const before = await known();
  expect(before).toHaveLength(3);
  await portal.database.sql('truncate artifacts.release, artifacts.product');
  const { manifest, contextAsService } = portal.service('products');
  let after: string | undefined;
  do {
    const context = contextAsService('test');
    const from = after;
    after = await context.system.transaction((tx) => manifest.republish?.(context, tx, from) ?? Promise.resolve(undefined));
  } while (after !== undefined);
  await portal.settle();
  expect(await known()).toEqual(before);
});
