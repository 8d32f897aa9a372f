import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { member, staff } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portalWithProducts, SETUP_MS, type Organization } from './portal-with-products.ts';

const OS = 'horns-os';
const DB = 'hooves-db';

let world: Awaited<ReturnType<typeof portalWithProducts>>;
let holding: Organization;
let daughter: Organization;
let stranger: Organization;
const ids = new Map<string, string>();

beforeAll(async () => {
  world = await portalWithProducts([OS, DB]);
  holding = await world.portal.organization('Holding');
  daughter = await world.portal.organization('Daughter', holding);
  stranger = await world.portal.organization('Stranger');
  await world.sell(holding, OS, { versions: '2.x' });
  await world.sell(daughter, OS, { versions: '1.7.x' });
  await world.sell(stranger, DB);
  await world.portal.settle();
  for (const wanted of [
    { id: 'OLD-LINE', product: OS },
    { id: 'EVERY-VERSION', product: DB, affected: '*', fixed: '9.9' },
    { id: 'HALF', product: DB },
    { id: 'SECRET', product: OS, tlp: 'AMBER' },
  ] as const) {
    ids.set(wanted.id, (await world.publish(wanted)).id);
  }
}, SETUP_MS);
afterAll(() => world.portal.stop());

async function statuses(organization: Organization, query: object = {}): Promise<Record<string, string>> {
  const { items } = await world.customer(organization).listAdvisories({ query });
  return Object.fromEntries(items.map((item) => [item.tracking_id, item.impact?.status ?? 'none']));
}

describe('how advisories concern', () => {
  test('an organization follows from its licences, and nothing known is unknown', async () => {
    expect(await statuses(daughter)).toEqual({ 'OLD-LINE': 'affected', 'EVERY-VERSION': 'not_held', HALF: 'not_held', SECRET: 'affected' });
    expect(await statuses(stranger)).toEqual({ 'OLD-LINE': 'not_held', 'EVERY-VERSION': 'affected', HALF: 'unknown' });
  });

  test('a holding with its daughters is the worst of them, and each kind is counted', async () => {
    const params = { id: ids.get('OLD-LINE') ?? '' };
    expect((await world.customer(holding).getAdvisory({ params })).impact).toEqual({
      status: 'affected',
      organizations: { affected: 1, unknown: 0, updated: 0, not_affected: 1 },
    });
    const narrowed = { cabinet_id: holding.organization_id, descendants: false };
    expect((await world.customer(holding).getAdvisory({ params, query: narrowed })).impact?.status).toBe('not_affected');
    expect(await statuses(holding, narrowed)).toMatchObject({ 'OLD-LINE': 'not_affected' });
  });

  test('a cabinet of which the caller may not know is told like one that nobody has', async () => {
    for (const cabinet_id of [stranger.organization_id, crypto.randomUUID()]) {
      expect(Object.values(await statuses(daughter, { cabinet_id }))).toEqual(['not_held', 'not_held', 'not_held', 'not_held']);
    }
  });

  test('staff are told for one cabinet, else not at all', async () => {
    const { items } = await world.vendor.listAdvisories({ query: { q: 'OLD-LINE' } });
    expect(items).toMatchObject([{ impact: null }]);
    const asked = await world.vendor.listAdvisories({ query: { q: 'OLD-LINE', cabinet_id: daughter.organization_id } });
    expect(asked.items).toMatchObject([{ impact: { status: 'affected' } }]);
    await expect(world.vendor.listAdvisories({ query: { impact: ['affected'] } })).rejects.toMatchObject({
      errors: [{ pointer: '?impact', code: 'needs_cabinet' }],
    });
  });

  test('is a filter', async () => {
    expect(Object.keys(await statuses(daughter, { impact: ['affected'] })).toSorted()).toEqual(['OLD-LINE', 'SECRET']);
    expect(Object.keys(await statuses(daughter, { impact: ['not_held'] })).toSorted()).toEqual(['EVERY-VERSION', 'HALF']);
    expect(Object.keys(await statuses(stranger, { impact: ['unknown', 'not_held'] })).toSorted()).toEqual(['HALF', 'OLD-LINE']);
    expect(await statuses(stranger, { impact: ['updated'] })).toEqual({});
  });
});

test('a licence that is changed, revoked or not begun yet changes what is said', { timeout: SETUP_MS }, async () => {
  const organization = await world.portal.organization('Changing');
  const license = await world.sell(organization, OS, { versions: '2.x' });
  await world.sell(organization, DB, { valid_from: '2099-01-01' });
  await world.portal.settle();
  expect(await statuses(organization)).toMatchObject({ 'OLD-LINE': 'not_affected', 'EVERY-VERSION': 'not_held' });
  const manager = () => world.portal.client(licensesContract, staff('account_manager'));
  await manager().changeLicense({ params: { id: license.id }, body: { versions: '1.2.x' } }, { ifMatch: '*' });
  await world.portal.settle();
  expect(await statuses(organization)).toMatchObject({ 'OLD-LINE': 'affected', SECRET: 'affected' });
  await manager().revokeLicense({ params: { id: license.id }, body: { reason: 'A mistake' } });
  await world.portal.settle();
  expect(await statuses(organization)).toEqual({ 'OLD-LINE': 'not_held', 'EVERY-VERSION': 'not_held', HALF: 'not_held' });
});

test('what was downloaded says which version can be running, also when the licence is gone', { timeout: SETUP_MS }, async () => {
  const organization = await world.portal.organization('Downloading');
  const license = await world.sell(organization, OS);
  await world.portal.settle();
  async function take(version: string): Promise<void> {
    const artifacts = world.portal.service('artifacts').contextAsService('a download');
    const id = artifacts.newId();
    const data = { id, ...organization, product_id: world.products.get(OS) ?? '', version };
    await artifacts.system.transaction((tx) =>
      artifacts.publish(tx, artifactEvents.version_obtained, { subject: id, version: 1, ...organization, data }),
    );
    await world.portal.settle();
  }
  expect(await statuses(organization)).toMatchObject({ 'OLD-LINE': 'unknown' });
  await take('1.7.0');
  expect(await statuses(organization)).toMatchObject({ 'OLD-LINE': 'affected' });
  await take('1.8.1');
  expect(await statuses(organization)).toMatchObject({ 'OLD-LINE': 'updated' });
  const manager = world.portal.client(licensesContract, staff('account_manager'));
  await manager.revokeLicense({ params: { id: license.id }, body: { reason: 'A mistake' } });
  await world.portal.settle();
  expect(await statuses(organization)).toMatchObject({ 'OLD-LINE': 'updated', SECRET: 'updated' });
});

describe('the feed of an organization', () => {
  const feedOf = (organization: Organization, principal: Parameters<typeof world.portal.client>[1]) =>
    world.portal.client(productsContract, principal).getAdvisoryFeed({ params: { id: organization.organization_id } });
  const token = (organization: Organization) =>
    ({ kind: 'machine', id: crypto.randomUUID(), scopes: ['advisories:read'], organization }) as const;

  test('tells what concerns it, to its people and its tokens', async () => {
    for (const principal of [member(daughter, 'viewer'), token(daughter), token(holding)]) {
      const feed = await feedOf(daughter, principal);
      expect(feed).toContain('<title>OLD-LINE: Advisory OLD-LINE</title>');
      expect(feed).toContain('<title>SECRET: Advisory SECRET</title>');
      expect(feed).toContain('term="affected" label="Affects you"');
      expect(feed).not.toContain('EVERY-VERSION');
    }
  });

  test('is not there for others', async () => {
    for (const principal of [member(stranger, 'owner'), token(stranger), token(daughter)]) {
      await expect(feedOf(holding, principal)).rejects.toMatchObject({ code: 'cabinet_not_found' });
    }
  });
});
