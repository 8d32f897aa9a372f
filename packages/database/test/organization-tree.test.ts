import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findOrganization, recordOrganization, type OrganizationNode } from '../src/organization-tree.ts';
import { openFixture, parcelOf, query, type Fixture } from './fixture/fixture.ts';
import { deliveries, history, idOf, TreeModel } from './fixture/trees.ts';

let fixture: Fixture;
beforeAll(async () => void (fixture = await openFixture('trees', { connections: 4 })));
beforeEach(clear);
afterAll(() => fixture.close());

async function clear(): Promise<void> {
  await fixture.clone.sql('delete from trees.organization_node; delete from trees.organization_closure; delete from trees.parcel');
}

function record(node: OrganizationNode): Promise<void> {
  return fixture.system().transaction((tx) => recordOrganization(tx, node));
}

async function closure(): Promise<string[]> {
  const rows = await fixture.system().rows(query.selectFrom('organization_closure').selectAll());
  return rows.map((row) => `${row.ancestor_id} ${row.descendant_id} ${row.depth} ${row.root_id}`).toSorted();
}

async function expectTree(model: TreeModel): Promise<void> {
  expect(await fixture.system().rows(query.selectFrom('organization_node').selectAll().orderBy('id'))).toEqual(model.nodes);
  expect(await closure()).toEqual(model.closure());
  const parcels = await fixture.system().rows(query.selectFrom('parcel').select(['organization_id', 'root_id']).orderBy('organization_id'));
  expect(parcels).toEqual(model.nodes.map(({ id, root_id }) => ({ organization_id: id, root_id })));
}

test('any history, delivered in any order and more than once, ends in the same tree, and the tenants’ rows follow', async () => {
  const delivered = history({ minLength: 1, maxLength: 14 }).chain((model) => deliveries(model).map((events) => ({ model, events })));
  await fc.assert(
    fc.asyncProperty(delivered, async ({ model, events }) => {
      await clear();
      const parcels = model.nodes.map(({ id }) => parcelOf(id, id));
      if (parcels.length > 0) await fixture.system().execute(query.insertInto('parcel').values(parcels));
      for (const event of events) await record(event);
      await expectTree(model);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('events that arrive at the same time on several connections end in the same tree', async () => {
  const model = new TreeModel();
  for (let number = 0; number < 12; number++) model.apply({ kind: 'create', parent: number === 0 ? null : Math.floor(number / 2) });
  model.apply({ kind: 'create', parent: null });
  for (let number = 3; number < 9; number++) model.apply({ kind: 'move', node: number, parent: 12 });
  await fixture.system().execute(query.insertInto('parcel').values(model.nodes.map(({ id }) => parcelOf(id, id))));
  await Promise.all(model.events.toReversed().map(record));
  await expectTree(model);
});

test('a chain of two moves that passes each other on the way makes no cycle', async () => {
  const model = new TreeModel();
  model.apply({ kind: 'create', parent: null });
  model.apply({ kind: 'create', parent: 0 });
  model.apply({ kind: 'move', node: 1, parent: null });
  model.apply({ kind: 'move', node: 0, parent: 1 });
  const [top, below, out, under] = model.events;
  for (const event of [top!, below!, under!, out!]) await record(event);
  expect(await closure()).toEqual(model.closure());
});

test('below a parent that nobody told of yet, the root that the event named stands in', async () => {
  const model = new TreeModel();
  for (const parent of [null, 0, 1]) model.apply({ kind: 'create', parent });
  const [, , granddaughter] = model.events;
  await record(granddaughter!);
  expect(await findOrganization(fixture.system(), idOf(2))).toMatchObject({ root_id: idOf(0) });
  model.apply({ kind: 'create', parent: null });
  model.apply({ kind: 'create', parent: 3 });
  model.apply({ kind: 'move', node: 2, parent: 4 });
  await fixture.system().execute(query.insertInto('parcel').values(parcelOf(idOf(2), idOf(0))));
  await record(model.events.at(-1)!);
  expect(await findOrganization(fixture.system(), idOf(2))).toMatchObject({ root_id: idOf(3), parent_id: idOf(4) });
  // The old tree's people must not keep the rows for as long as the new parent is unknown.
  expect(await fixture.tenant([idOf(0)]).rows(query.selectFrom('parcel').selectAll())).toEqual([]);
  expect(await fixture.tenant([idOf(3)]).rows(query.selectFrom('parcel').selectAll())).toHaveLength(1);
});

test('an older version never overwrites a newer one', async () => {
  const model = new TreeModel();
  model.apply({ kind: 'create', parent: null });
  model.apply({ kind: 'rename', node: 0, name: 'newer' });
  for (const event of model.events.toReversed()) await record(event);
  expect(await findOrganization(fixture.system(), idOf(0))).toMatchObject({ name: 'newer', version: 2 });
});
