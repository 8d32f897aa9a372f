import { randomUUIDv7 } from 'node:crypto';
import { replanned, type Query } from '@kabinet/database';
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { openFixture, parcelOf, query, statement, type Fixture } from './fixture/fixture.ts';
import { startProxy, type Proxy } from './fixture/proxy.ts';

const ROOT = randomUUIDv7();

let proxy: Proxy;
let fixture: Fixture;
beforeAll(async () => {
  proxy = await startProxy(inject('postgresUrl'));
  fixture = await openFixture('pipelines', { reroute: proxy.reroute });
});
beforeEach(async () => {
  proxy.thaw();
  await fixture.tenant([ROOT]).rows(statement('select 1'));
});
afterAll(async () => {
  await fixture.close();
  await proxy.close();
});

async function roundTripsOf(work: () => Promise<unknown>): Promise<number> {
  const before = proxy.roundTrips();
  await work();
  return proxy.roundTrips() - before;
}

test('a read costs one round trip: BEGIN, settings, query and COMMIT travel together', async () => {
  const read = () => fixture.tenant([ROOT]).rows(query.selectFrom('parcel').selectAll());
  await read();
  expect(await roundTripsOf(read)).toBe(1);
});

test('a transaction pays for its statements and one COMMIT; statements that do not wait for each other share a trip', async () => {
  const insert = () => query.insertInto('parcel').values(parcelOf(ROOT, ROOT));
  const sequential = () =>
    fixture.tenant([ROOT]).transaction(async (tx) => {
      await tx.execute(insert());
      await tx.execute(insert());
    });
  expect(await roundTripsOf(sequential)).toBe(3);
  const together = () => fixture.tenant([ROOT]).transaction((tx) => Promise.all([tx.execute(insert()), tx.execute(insert())]));
  expect(await roundTripsOf(together)).toBe(2);
});

test('the same statement sent many times at once on one new connection is prepared once and answers each', async () => {
  const fresh = statement<{ n: number; prepared: string }>(
    `select 41 + 1 as n, (select count(*) from pg_prepared_statements where statement like '%41 + 1%')::text as prepared`,
  );
  const answers = await fixture.tenant([ROOT]).transaction((tx) => Promise.all(Array.from({ length: 20 }, () => tx.first(fresh))));
  expect(answers).toEqual(Array.from({ length: 20 }, () => ({ n: 42, prepared: '1' })));
});

test('an error in the middle of a pipeline fails its own and the later statements, not the next transaction', async () => {
  const work = fixture.tenant([ROOT]).transaction(async (tx) => {
    const results = await Promise.allSettled([
      tx.rows(statement('select 1 as one')),
      tx.rows(statement('select 1 / 0')),
      tx.rows(statement('select 2 as two')),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: [{ one: 1 }] },
      { status: 'rejected', reason: { code: '22012' } },
      { status: 'rejected', reason: { code: '25P02' } },
    ]);
    throw new Error('as it should be');
  });
  await expect(work).rejects.toThrow('as it should be');
  // `select 2` was never prepared, as the transaction had failed before; its name must not stay taken.
  expect(await fixture.tenant([ROOT]).rows(statement('select 2 as two'))).toEqual([{ two: 2 }]);
});

test('a statement that does not parse says so every time, and works once it can', async () => {
  const early = statement<{ code: string }>('select code from pipelines.toll');
  const tenant = fixture.tenant([ROOT]);
  await expect(tenant.rows(early)).rejects.toMatchObject({ code: '42P01' });
  const both = await Promise.allSettled([tenant.rows(early), tenant.rows(early)]);
  expect(both).toMatchObject([{ reason: { code: '42P01' } }, { reason: { code: '42P01' } }]);
  await fixture.clone.sql('create table pipelines.toll (code text); grant select on pipelines.toll to pipelines');
  expect(await tenant.rows(early)).toEqual([]);
  const [first, second] = await Promise.all([tenant.rows(early), tenant.rows(early)]);
  expect([first, second]).toEqual([[], []]);
});

test('a statement that is planned for its values each time is not prepared', async () => {
  const anew = statement<{ prepared: string }>(
    `select (select count(*) from pg_prepared_statements where statement like '%planned anew%')::text as prepared`,
  );
  const sendTwice = (query: Query<{ prepared: string }>) =>
    fixture.tenant([ROOT]).transaction(async (tx) => [await tx.first(query), await tx.first(query)]);
  expect(await sendTwice(replanned(anew))).toEqual([{ prepared: '0' }, { prepared: '0' }]);
  expect(await sendTwice(anew)).toEqual([{ prepared: '1' }, { prepared: '1' }]);
});

test('a prepared statement outlives a change of its table that leaves its columns alone', async () => {
  const read = query.selectFrom('parcel').select('label').limit(1);
  const tenant = fixture.tenant([ROOT]);
  await tenant.rows(read);
  await fixture.clone.sql('alter table pipelines.parcel add column note text');
  await expect(tenant.rows(read)).resolves.toBeDefined();
});

test('a cancelled statement leaves the connection in order', async () => {
  const tenant = fixture.tenant([ROOT]);
  const slow = expect(tenant.rows(statement('select pg_sleep(10)'))).rejects.toMatchObject({ code: 'deadline_exceeded' });
  await vi.waitFor(async () => {
    const [row] = await fixture.clone.sql(
      `select pg_cancel_backend(pid) as cancelled from pg_stat_activity
       where application_name = 'kabinet pipelines' and query like '%pg_sleep(10)%'`,
    );
    expect(row).toEqual({ cancelled: true });
  });
  await slow;
  expect(await tenant.rows(statement('select 3 as three'))).toEqual([{ three: 3 }]);
});

test('a connection that the server ends is unavailability, once', async () => {
  const tenant = fixture.tenant([ROOT]);
  const ended = tenant.transaction((tx) => tx.rows(statement('select pg_terminate_backend(pg_backend_pid())')));
  await expect(ended).rejects.toMatchObject({ code: 'unavailable' });
  expect(await tenant.rows(statement('select 4 as four'))).toEqual([{ four: 4 }]);
});

test('a connection that the network cuts, idle or at work, is replaced', async () => {
  const tenant = fixture.tenant([ROOT]);
  const working = expect(tenant.rows(statement('select pg_sleep(10)'))).rejects.toMatchObject({ code: 'unavailable' });
  await vi.waitFor(async () => {
    const busy = `select 1 from pg_stat_activity where application_name = 'kabinet pipelines' and query like '%pg_sleep(10)%' and state = 'active'`;
    expect(await fixture.clone.sql(busy)).toHaveLength(1);
  });
  proxy.cut();
  await working;
  expect(await tenant.rows(statement('select 5 as five'))).toEqual([{ five: 5 }]);
  proxy.cut();
  await vi.waitFor(() => expect(tenant.rows(statement('select 6 as six'))).resolves.toEqual([{ six: 6 }]));
});

test('a network that falls silent is given up on soon after the deadline', async () => {
  await fixture.tenant([ROOT]).rows(statement('select 7 as seven'));
  proxy.freeze();
  const started = performance.now();
  await expect(fixture.tenant([ROOT], Date.now() + 100).rows(statement('select 7 as seven'))).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect(performance.now() - started).toBeLessThan(3_000);
  proxy.thaw();
  expect(await fixture.tenant([ROOT]).rows(statement('select 7 as seven'))).toEqual([{ seven: 7 }]);
});

test('a database that cannot be reached is unavailable, and ping says so in time', async () => {
  const nowhere = await startProxy(inject('postgresUrl'));
  const lonely = await openFixture('pipelines', { reroute: nowhere.reroute });
  await lonely.database.ping(2_000);
  nowhere.freeze();
  await expect(lonely.database.ping(100)).rejects.toThrow(/does not answer/);
  await nowhere.close();
  await expect(lonely.tenant([ROOT]).rows(statement('select 1'))).rejects.toMatchObject({ code: 'unavailable' });
  await lonely.close();
});
