import { afterAll, beforeAll, expect, test } from 'vitest';
import { republish } from '../src/commands/republish.ts';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { staff, startPortal, type TestPortal } from '../src/testing.ts';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

const TREE = `select id, parent_id, root_id, name, version, (select count(*) from licenses.organization_closure where descendant_id = node.id) as above
  from licenses.organization_node node order by id`;

test('a follower that lost its tree rebuilds it, and the audit log does not notice', async () => {
  const root = await portal.organization('Root');
  const child = await portal.organization('Child', root);
  await portal.organization('Grandchild', child);
  await portal.settle();
  const before = await portal.database.sql(TREE);
  const entries = await portal.database.sql('select count(*) from audit.audit_entry');
  expect(before).toHaveLength(3);
  await portal.database.sql('truncate licenses.organization_node, licenses.organization_closure');
  expect(await republish(portal.composition, 'organizations')).toBe(1);
  expect(await portal.database.sql(TREE)).toEqual(before);
  expect(await portal.database.sql('select count(*) from audit.audit_entry')).toEqual(entries);
});

test('so does one that lost its products', async () => {
  const name = { ru: 'Рога', en: 'Horns' };
  const body = { slug: 'horns', name, parameters: { type: 'object' }, support_levels: [], update_policy: 'always' as const };
  await portal.client(productsContract, staff('product_manager')).createProduct({ body });
  await portal.settle();
  const products = 'select id, slug, version, name, parameters from licenses.product';
  const before = await portal.database.sql(products);
  expect(before).toHaveLength(1);
  await portal.database.sql('truncate licenses.product');
  await republish(portal.composition, 'products');
  expect(await portal.database.sql(products)).toEqual(before);
});

test('so does one that lost its licences', async () => {
  const organization = await portal.organization('Holder');
  const { items } = await portal.client(productsContract, staff('product_manager')).listProducts({ query: {} });
  const body = {
    cabinet_id: organization.organization_id,
    product_id: items[0]?.id ?? '',
    quantity: 3,
    parameters: {},
    valid_from: '2026-01-01',
    valid_until: null,
  };
  await portal.client(licensesContract, staff('account_manager')).issueLicense({ body }, { idempotencyKey: 'held' });
  await portal.settle();
  const holdings = 'select id, organization_id, product_id, quantity, version from products.holding';
  const before = await portal.database.sql(holdings);
  expect(before).toHaveLength(1);
  await portal.database.sql('truncate products.holding');
  await republish(portal.composition, 'licenses');
  expect(await portal.database.sql(holdings)).toEqual(before);
});

test('a service that nobody follows says so', async () => {
  await expect(republish(portal.composition, 'audit')).rejects.toThrow(/nothing that others follow/);
});
