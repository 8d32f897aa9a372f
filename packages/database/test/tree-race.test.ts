import { randomUUIDv7 } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Queryable, Transaction } from '../src/database.ts';
import { findOrganization, recordOrganization, type OrganizationNode } from '../src/organization-tree.ts';
import { openFixture, parcelOf, query, statement, type Fixture } from './fixture/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture('tree_race', { connections: 8 });
  // Who waits for whom in a circle is found out sooner than after the usual second.
  await fixture.clone.sql(`alter role tree_race_system set deadlock_timeout = '20ms'`);
});
beforeEach(async () => {
  await fixture.clone.sql('truncate tree_race.organization_node, tree_race.organization_closure, tree_race.parcel');
});
afterAll(() => fixture.close());

function nodeOf(id: string, parentId: string | null, version = 1): OrganizationNode {
  const requisites = { name: 'Organization', inn: '7707083893', kpp: null, kind: 'customer', status: 'active' } as const;
  return { ...requisites, id, parent_id: parentId, root_id: parentId ?? id, version };
}

function record(node: OrganizationNode): Promise<void> {
  return fixture.system().transaction((tx) => recordOrganization(tx, node));
}

/** Two trees, and an organization below the first. */
async function plantTrees(): Promise<{ from: string; to: string; moving: string }> {
  const [from, to, moving] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
  for (const node of [nodeOf(from, null), nodeOf(to, null), nodeOf(moving, from)]) await record(node);
  return { from, to, moving };
}

async function insertParcel(db: Queryable, organizationId: string, rootId: string): Promise<void> {
  await db.execute(query.insertInto('parcel').values(parcelOf(organizationId, rootId)));
}

/** An open transaction that goes on when told. */
async function openTransaction(before: (tx: Transaction) => Promise<void>, after: (tx: Transaction) => Promise<void> = async () => {}) {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const over = fixture.system().transaction(async (tx) => {
    await before(tx);
    begun.resolve();
    await released.promise;
    await after(tx);
  });
  await Promise.race([begun.promise, over]);
  return {
    finish: () => {
      released.resolve();
      return over;
    },
  };
}

/** Resolves when `work` is over or waits for a lock. */
async function untilHeldUp(work: Promise<unknown>): Promise<void> {
  let over = false;
  const end = (): void => void (over = true);
  work.then(end, end);
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!over && (await fixture.clone.sql(waiting)).length === 0);
}

async function rootsOfParcels(): Promise<string[]> {
  return (await fixture.system().rows(query.selectFrom('parcel').select('root_id'))).map((row) => row.root_id);
}

test('a row written with a root that was read before a move gets the root of after it', async () => {
  const { from, to, moving } = await plantTrees();
  const writer = await openTransaction(
    async (tx) => expect(await findOrganization(tx, moving)).toMatchObject({ root_id: from }),
    (tx) => insertParcel(tx, moving, from),
  );
  await record(nodeOf(moving, to, 2));
  await writer.finish();
  expect(await rootsOfParcels()).toEqual([to]);
});

test('a move waits for rows that are written but not committed, and takes them along', async () => {
  const { from, to, moving } = await plantTrees();
  const writer = await openTransaction((tx) => insertParcel(tx, moving, from));
  const move = record(nodeOf(moving, to, 2));
  await untilHeldUp(move);
  await writer.finish();
  await move;
  expect(await rootsOfParcels()).toEqual([to]);
});

test('a move waits for such rows of organizations below the moved one too', async () => {
  const { from, to, moving } = await plantTrees();
  const below = randomUUIDv7();
  await record(nodeOf(below, moving));
  const writer = await openTransaction((tx) => insertParcel(tx, below, from));
  const move = record(nodeOf(moving, to, 2));
  await untilHeldUp(move);
  await writer.finish();
  await move;
  expect(await rootsOfParcels()).toEqual([to]);
});

test('a row of an organization that nobody told of yet keeps its root until somebody tells, even at the same moment', async () => {
  const { from, to } = await plantTrees();
  const unknown = randomUUIDv7();
  const writer = await openTransaction((tx) => insertParcel(tx, unknown, from));
  const arrival = record(nodeOf(unknown, to));
  await untilHeldUp(arrival);
  await writer.finish();
  await arrival;
  expect(await rootsOfParcels()).toEqual([to]);
});

test('a row that changes hands gets the root of its new organization', async () => {
  const { from, to, moving } = await plantTrees();
  await insertParcel(fixture.system(), moving, from);
  await fixture.system().execute(query.updateTable('parcel').set({ organization_id: to }));
  expect(await rootsOfParcels()).toEqual([to]);
  await fixture.system().execute(query.updateTable('parcel').set({ root_id: from }));
  expect(await rootsOfParcels()).toEqual([to]);
});

test('a tenant’s row is held against the wall with the root that it gets, not with the one that was claimed', async () => {
  const { from, to, moving } = await plantTrees();
  await insertParcel(fixture.tenant([from]), moving, to);
  expect(await rootsOfParcels()).toEqual([from]);
  await expect(insertParcel(fixture.tenant([from]), to, from)).rejects.toMatchObject({ code: '42501' });
});

test('a tenant can neither call what looks past the walls nor put its own tree in the way', async () => {
  const { from, to, moving } = await plantTrees();
  await expect(fixture.tenant([from]).rows(statement('select follow_organization_root()'))).rejects.toMatchObject({ code: '42501' });
  await fixture.tenant([from]).transaction(async (tx) => {
    await tx.execute(statement('create temporary table organization_node (id uuid, root_id uuid) on commit drop'));
    await tx.execute(sql`insert into pg_temp.organization_node values (${moving}::uuid, ${to}::uuid)`.compile(query));
    await insertParcel(tx, moving, from);
  });
  expect(await rootsOfParcels()).toEqual([from]);
});

test('of two transactions that wait for each other one is undone, and its caller may come again', async () => {
  const { from, to, moving } = await plantTrees();
  const batch = await openTransaction(
    (tx) => insertParcel(tx, moving, from),
    (tx) => recordOrganization(tx, nodeOf(randomUUIDv7(), from)),
  );
  const move = record(nodeOf(moving, to, 2));
  await untilHeldUp(move);
  const outcomes = await Promise.allSettled([batch.finish(), move]);
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(failures).toMatchObject([{ reason: { code: 'unavailable' } }]);
});

const place = fc.nat({ max: 5 });
const act = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), organization: place, below: place }),
  fc.record({ kind: fc.constant('write' as const), organization: place }),
  fc.record({ kind: fc.constant('write' as const), organization: place }),
);

test('whatever moves and is written at once, every row ends in the tree of its organization', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 40 }), async (acts) => {
      const roots = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
      const organizations = Array.from({ length: 6 }, () => randomUUIDv7());
      for (const root of roots) await record(nodeOf(root, null));
      for (const id of organizations) await record(nodeOf(id, roots[0] ?? null));
      await Promise.all(
        acts.map((step, number) => {
          const id = organizations[step.organization] ?? '';
          if (step.kind === 'move') return record(nodeOf(id, roots[step.below % 3] ?? null, number + 2));
          return fixture.system().transaction(async (tx) => {
            const read = await findOrganization(tx, id);
            await insertParcel(tx, id, read?.root_id ?? '');
            await insertParcel(tx, id, read?.root_id ?? '');
          });
        }),
      );
      const stray = `select p.id from parcel p join organization_node node on node.id = p.organization_id where p.root_id <> node.root_id`;
      expect(await fixture.system().rows(statement(stray))).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 30_000);
