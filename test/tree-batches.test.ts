import type { Event } from '@kabinet/contract/events';
import type { Transaction } from '@kabinet/database';
import { recordOrganization, type OrganizationNode } from '@kabinet/database/organization-tree';
import { createInbox, listDeadLetters, type Inbox } from '@kabinet/events';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFixture, parcelOf, query, statement, type Fixture } from '../packages/database/test/fixture/fixture.ts';
import { idOf } from '../packages/database/test/fixture/trees.ts';

const SERVICE = 'tree_batches';
/** As many events as an inbox takes at once. */
const BATCH = 50;

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture(SERVICE, { connections: 4 });
  // Who waits for whom in a circle is found out sooner than after the usual second.
  await fixture.clone.sql(`alter role ${SERVICE}_system set deadlock_timeout = '20ms'`);
});
afterAll(() => fixture.close());

function nodeOf(id: string, parentId: string | null, version: number): OrganizationNode {
  const requisites = { name: 'Organization', inn: '7707083893', kpp: null, kind: 'customer', status: 'active' } as const;
  return { ...requisites, id, parent_id: parentId, root_id: parentId ?? id, version };
}

type Happening = readonly [type: 'organization.moved' | 'parcel.sent', data: object];

/** The event of a happening; an inbox takes events in the order of their ids. */
function eventOf([type, data]: Happening, number: number): Event {
  const subject = { subject: randomUUIDv7(), version: 1, organizationid: null, rootid: null };
  const actor = { principal: 'service:test', request_id: 'r', ip: null };
  return { specversion: '1.0', id: idOf(number), source: 'test', type, time: '2026-03-01T10:00:00Z', actor, data, ...subject };
}

/** Opens when two have come. */
function meeting(): () => Promise<void> {
  const met = Promise.withResolvers<void>();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived >= 2) met.resolve();
    await met.promise;
  };
}

test('two replicas whose batches write rows and move trees crosswise apply every event once, each row in its organization’s tree', async () => {
  const [from, to, one, other] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
  await fixture.system().transaction(async (tx) => {
    for (const node of [nodeOf(from, null, 1), nodeOf(to, null, 1), nodeOf(one, from, 1), nodeOf(other, from, 1)]) {
      await recordOrganization(tx, node);
    }
  });
  // Each batch holds on to one organization, then moves the one that the other batch holds on to.
  const batches = [
    { written: one, moved: other },
    { written: other, moved: one },
  ].flatMap(({ written, moved }): Happening[] => [
    ...Array.from({ length: BATCH - 1 }, (): Happening => ['parcel.sent', parcelOf(written, from)]),
    ['organization.moved', nodeOf(moved, to, 2)],
  ]);
  let applied = 0;
  const meet = meeting();
  const handlers = {
    'test.parcel.sent': async ({ data }: Event, tx: Transaction) => {
      applied += 1;
      await tx.execute(query.insertInto('parcel').values(data as ReturnType<typeof parcelOf>));
      await meet();
    },
    'test.organization.moved': ({ data }: Event, tx: Transaction) => recordOrganization(tx, data as OrganizationNode),
  };
  const replica = (): Inbox => createInbox({ service: SERVICE, database: fixture.database, handlers, onError: () => {} });
  const [first, second] = [replica(), replica()];
  await first.receive(batches.map(eventOf));
  await Promise.all([first.loop.drain(), second.loop.drain()]);
  // An event may have met the other replica's once more while it was on its own, and waits for its next attempt.
  await first.hasten();
  await first.loop.drain();
  expect(applied).toBeGreaterThan(2 * (BATCH - 1));
  expect(await listDeadLetters(fixture.system(), 1)).toEqual([]);
  const roots = `select root_id, count(*)::int as parcels from parcel group by root_id`;
  expect(await fixture.system().rows(statement(roots))).toEqual([{ root_id: to, parcels: 2 * (BATCH - 1) }]);
});
