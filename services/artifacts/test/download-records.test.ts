import type { OrganizationRef, Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { licensesContract } from '@kabinet/contracts/licenses';
import { principalKey } from '@kabinet/contract/principal';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProduct, bucketOf, scan, upload } from './fixture.ts';

const image = randomBytes(3_000_000);

let portal: TestPortal;
let holding: OrganizationRef;
let daughter: OrganizationRef;
let stranger: OrganizationRef;
let id: string;

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  const product_id = await addProduct(portal, 'horns-os');
  await upload(bucketOf(portal), 'horns-os', '1.8.1', { 'horns.iso': image });
  await scan(portal);
  holding = await portal.organization('Холдинг');
  daughter = await portal.organization('Дочка', holding);
  stranger = await portal.organization('Чужая');
  for (const { organization_id: cabinet_id } of [daughter, stranger]) {
    const body = { cabinet_id, product_id, quantity: 1, parameters: {}, valid_from: '2026-01-01', valid_until: null };
    await portal.client(licensesContract, staff('account_manager')).issueLicense({ body }, { idempotencyKey: crypto.randomUUID() });
  }
  await portal.settle();
  const { items } = await as(staff('administrator')).listArtifacts({ query: {} });
  id = items[0]?.id ?? '';
});
afterAll(() => portal.stop());

function as(principal: Principal) {
  return portal.client(artifactsContract, principal);
}

test('a download is recorded with who, what and how much of it, for owners above and for staff', async () => {
  const taker = member(daughter, 'support_contact');
  await buffer(await as(taker).downloadArtifact({ params: { id } }));
  await buffer(await as(taker).downloadArtifact({ params: { id } }, { headers: { range: 'bytes=2999990-' } }));
  const broken = await as(taker).downloadArtifact({ params: { id } });
  broken.on('error', () => undefined);
  await once(broken, 'readable');
  broken.destroy();
  await once(broken, 'close');
  const { items } = await as(member(holding, 'owner')).listDownloads({ query: { sort: 'started_at' } });
  expect(items.map(({ state, first_byte, wanted, bytes }) => [state, first_byte, wanted, bytes])).toEqual(
    expect.arrayContaining([
      ['complete', 0, image.length, image.length],
      ['complete', 2_999_990, 10, 10],
      ['broken_off', 0, image.length, expect.any(Number)],
    ]),
  );
  expect(items).toHaveLength(3);
  for (const item of items) {
    expect(item).toMatchObject({
      cabinet: { id: daughter.organization_id, name: 'Дочка' },
      principal: principalKey(taker),
      artifact_id: id,
      bundle_id: null,
      file: 'horns.iso',
      version: '1.8.1',
      size: image.length,
    });
  }
  expect((await as(staff('auditor')).listDownloads({ query: { artifact_id: id } })).items).toHaveLength(3);
  expect((await as(member(stranger, 'owner')).listDownloads({ query: {} })).items).toEqual([]);
  await expect(as(taker).listDownloads({ query: {} })).rejects.toMatchObject({ code: 'forbidden' });
  // Three downloads of one version: it is told once that the daughter may be running it.
  const told = await portal.database.sql(`select event->'data' as data from artifacts.outbox where event->>'type' = 'version.obtained'`);
  expect(told).toMatchObject([{ data: { organization_id: daughter.organization_id, version: '1.8.1' } }]);
});

test('what the vendor’s people take is theirs to know', async () => {
  const principal = staff('support_engineer');
  const bundle = await as(principal).createBundle({ body: { artifact_ids: [id] } });
  await buffer(await as(principal).downloadBundle({ params: { id: bundle.id } }));
  const { items } = await as(staff('administrator')).listDownloads({ query: { limit: 1 } });
  expect(items).toMatchObject([
    { cabinet: null, bundle_id: bundle.id, artifact_id: null, version: null, state: 'complete', bytes: bundle.size },
  ]);
  expect((await as(member(holding, 'owner')).listDownloads({ query: { q: bundle.file } })).items).toEqual([]);
});

test('what was downloaded is summed up by day and version, for the vendor alone', async () => {
  const read = (principal: Principal, query: { from: string; until: string; product_id?: string }) =>
    as(principal).getDownloadStatistics({ query });
  const period = { from: '2026-06-14', until: '2026-06-15' };
  const auditor = staff('auditor');
  const sums = await read(auditor, period);
  // A whole download, its end once more, one that broke off, and an archive by the vendor's own people.
  expect(sums.total).toMatchObject({ begun: 3, finished: 3, handed_over: 0 });
  expect(sums.total.bytes).toBeGreaterThan(2 * image.length);
  expect(sums.days.map(({ day, begun }) => [day, begun])).toEqual([
    ['2026-06-14', 0],
    ['2026-06-15', 3],
  ]);
  expect(sums.versions).toMatchObject([
    { product: { slug: 'horns-os' }, version: '1.8.1', begun: 2, finished: 2, organizations: 1 },
    { product: null, version: null, begun: 1, finished: 1, organizations: 0 },
  ]);
  const product_id = sums.versions[0]?.product?.id ?? '';
  expect((await read(auditor, { ...period, product_id })).total).toMatchObject({ begun: 2, finished: 2 });
  expect((await read(auditor, { from: '2026-06-16', until: '2026-06-16' })).total.begun).toBe(0);
  await expect(read(auditor, { from: '2026-06-16', until: '2026-06-15' })).rejects.toMatchObject({ code: 'invalid_query' });
  await expect(read(auditor, { from: '2025-01-01', until: '2026-06-15' })).rejects.toMatchObject({
    errors: [{ pointer: '?until', code: 'period_too_long' }],
  });
  await expect(read(member(holding, 'owner'), period)).rejects.toMatchObject({ code: 'forbidden' });
});

test('months are made ahead, and what a killed process left open is closed', async () => {
  const taker = as(member(stranger, 'owner'));
  const left = await taker.downloadArtifact({ params: { id } });
  await once(left, 'readable');
  const { manifest, contextAsService } = portal.service('artifacts');
  const keep = async (): Promise<void> => manifest.jobs['keep_downloads']?.run(contextAsService('test'), {});
  await keep();
  expect(await taker.listDownloads({ query: {} })).toMatchObject({ items: [{ state: 'under_way', bytes: null }] });
  portal.clock.set(new Date('2026-06-22T09:01:00Z'));
  await keep();
  await keep();
  expect(await taker.listDownloads({ query: {} })).toMatchObject({ items: [{ state: 'broken_off', bytes: null }] });
  left.on('error', () => undefined).destroy();
  await once(left, 'close');
  const months = await portal.database.sql(
    `select relname as name from pg_class where relname like 'download_2026_0%' and relkind = 'r' order by 1`,
  );
  expect(JSON.stringify(months)).toContain('download_2026_07');
});
