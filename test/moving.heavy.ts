import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { licensesBelow, plantLargeTree, strayRows, type LargeTree } from './support/moving/world.ts';

const ORGANIZATIONS = 10_000;
const LICENSES_EACH = 10;
const BETWEEN_LICENSES_MS = 100;
/** Until a service has moved all of its rows; every service works for itself. */
const LIMIT_MS = 60_000;

let portal: TestPortal;
let tree: LargeTree;
beforeAll(async () => {
  portal = await startPortal();
  tree = await plantLargeTree(portal, ORGANIZATIONS, LICENSES_EACH);
});
afterAll(() => portal.stop());

test('10,000 organizations with 10 licences each go to another tree at once, and nobody else waits for them', async () => {
  const other = await portal.organization('Another tree');
  const bystander = await portal.organization('Somebody else');
  await portal.settle();
  const cabinets = portal.client(organizationsContract, staff('account_manager'));
  const move = { params: { id: tree.root }, body: { parent_id: other.organization_id } };
  const answered = await timeOf(() => cabinets.changeCabinet(move, { ifMatch: '*' }));
  await portal.service('organizations').relay.drain();
  const waits: number[] = [];
  const took = new Map<string, number>();
  for (const [name, { inbox }] of portal.composition.services) {
    let isOver = false;
    const moving = timeOf(() => inbox.loop.drain()).finally(() => (isOver = true));
    while (name === 'licenses' && !isOver) {
      waits.push(await timeOf(() => issueTo(bystander)));
      await pause(BETWEEN_LICENSES_MS);
    }
    took.set(name, await moving);
  }
  const longest = Math.max(...took.values());
  process.stderr.write(
    `${tree.organizations} organizations with ${tree.licenses} licences moved: answered in ${seconds(answered)}; ` +
      `${[...took].map(([name, ms]) => `${name} ${seconds(ms)}`).join(', ')}; ` +
      `${waits.length} licences were issued to somebody else meanwhile, in ${seconds(Math.max(...waits))} at most\n`,
  );
  await portal.settle();
  expect(await strayRows(portal, other.organization_id)).toEqual([]);
  expect(await licensesBelow(portal, other.organization_id)).toBe(tree.licenses);
  const before = member({ organization_id: tree.root, root_id: tree.root }, 'owner');
  const seen = await portal.client(licensesContract, before).listLicenses({ query: { limit: 1 } });
  expect(seen.items, 'with the rights of before, seconds old').toEqual([]);
  expect(longest).toBeLessThan(LIMIT_MS);
});

async function issueTo({ organization_id: cabinet_id }: { readonly organization_id: string }): Promise<void> {
  const { items } = await portal.client(productsContract, staff('product_manager')).listProducts({ query: { limit: 1 } });
  const body = { cabinet_id, product_id: items[0]?.id ?? '', quantity: 1, parameters: {}, valid_from: '2026-01-01', valid_until: null };
  await portal.client(licensesContract, staff('account_manager')).issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
