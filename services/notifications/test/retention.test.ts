import fc from 'fast-check';
import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notifications, personIn, type Organization, type Person } from './world.ts';

/** Partitions that migrations make follow the real clock: these tests live where there are none yet. */
const NOW = new Date('2041-03-15T09:00:00Z');

let portal: TestPortal;
let organization: Organization;
let reader: Person;
beforeAll(async () => {
  portal = await startPortal({ now: NOW });
  organization = await portal.organization('Клиент');
  await portal.settle();
  reader = await personIn(portal, organization, 'owner');
  await portal.settle();
  await notifications(portal, reader).readNotifications({});
});
afterAll(() => portal.stop());

async function runJob(name: string): Promise<void> {
  const { manifest, contextAsService } = portal.service('notifications');
  await manifest.jobs[name]?.run(contextAsService('test'), {});
}

/** Tells the reader something at an instant. */
async function tell(at: string): Promise<string> {
  const id = randomUUID();
  const data = JSON.stringify({ what: 'role_granted', role: 'owner' });
  await portal.database.sql(
    `insert into notifications.notice (id, kind, audience, data, cause, published_at, created_at, updated_at)
     values ($1::uuid, 'people', 'people', $2::jsonb, $1, $3, $3, $3)`,
    [id, data, at],
  );
  await portal.database.sql(`insert into notifications.receipt (user_id, published_at, notice_id) values ($1, $2, $3)`, [
    reader.id,
    at,
    id,
  ]);
  return id;
}

async function placeOf(notice: string): Promise<string | undefined> {
  const rows = await portal.database.sql<{ place: string }>(
    `select tableoid::regclass::text as place from notifications.receipt where notice_id = $1`,
    [notice],
  );
  expect(rows.length).toBeLessThan(2);
  return rows[0]?.place;
}

async function months(): Promise<string[]> {
  const rows = await portal.database.sql<{ name: string }>(
    `select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
     where inhparent = 'notifications.receipt'::regclass and relname ~ '_2[0-9]{3}_' order by 1`,
  );
  return rows.map(({ name }) => name.slice('receipt_'.length));
}

describe('receipts', () => {
  test('that came before their month was made are in it afterwards, and stay one each for their reader', async () => {
    const last = await tell('2041-03-31T23:59:59.999999Z');
    const first = await tell('2041-04-01T00:00:00Z');
    expect(await Promise.all([last, first].map(placeOf))).toEqual(['notifications.receipt_other', 'notifications.receipt_other']);
    await runJob('forget_old_notices');
    expect(await Promise.all([last, first].map(placeOf))).toEqual(['notifications.receipt_2041_03', 'notifications.receipt_2041_04']);
    portal.clock.set(new Date('2041-04-02T09:00:00Z'));
    expect(await notifications(portal, reader).countUnreadNotifications({})).toEqual({ unread: 2 });
    for (const read of [true, true]) await notifications(portal, reader).changeNotification({ params: { id: first }, body: { read } });
    expect(await notifications(portal, reader).countUnreadNotifications({})).toEqual({ unread: 1 });
    expect(await placeOf(first)).toBe('notifications.receipt_2041_04');
  });

  test('have their months made ahead, and go a month at a time once they are over for a year', async () => {
    expect((await months()).filter((month) => month > '2041')).toEqual(['2041_03', '2041_04', '2041_05', '2041_06']);
    const kept = await tell('2041-04-01T00:00:00Z');
    const gone = await tell('2041-03-31T23:59:59Z');
    portal.clock.set(new Date('2042-05-01T00:00:00Z'));
    await runJob('forget_old_notices');
    await runJob('forget_old_notices');
    expect(await months()).toEqual(['2041_04', '2041_05', '2041_06', '2042_05', '2042_06', '2042_07', '2042_08']);
    expect([await placeOf(kept), await placeOf(gone)]).toEqual(['notifications.receipt_2041_04', undefined]);
    const left = await portal.database.sql(`select id from notifications.notice where id = any($1::uuid[])`, [[kept, gone]]);
    expect(left).toEqual([{ id: kept }]);
  });

  test('of any instant lie in the month of that instant', async () => {
    const range = { min: new Date('2042-05-01T00:00:00Z'), max: new Date('2042-08-31T23:59:59Z'), noInvalidDate: true };
    await fc.assert(
      fc.asyncProperty(fc.date(range), async (at) => {
        const month = at.toISOString().slice(0, 7).replace('-', '_');
        expect(await placeOf(await tell(at.toISOString()))).toBe(`notifications.receipt_${month}`);
      }),
      { numRuns: 30, examples: [[new Date('2042-06-30T23:59:59.999Z')], [new Date('2042-07-01T00:00:00Z')]] },
    );
  });
});

test('no partition of any service is read past the walls of its table', async () => {
  const open = await portal.database.sql(
    `select pg_class.oid::regclass as partition, rolname as role from pg_class join pg_roles on relispartition and rolname in (relnamespace::regnamespace::text, relnamespace::regnamespace || '_system')
     where relkind = 'r' and has_table_privilege(rolname, pg_class.oid, 'select, insert, update, delete, truncate')`,
  );
  expect(open).toEqual([]);
  const parts = await portal.database.sql<{ count: number }>(
    `select count(*)::int as count from pg_class where relispartition and relkind = 'r'`,
  );
  expect(parts[0]?.count).toBeGreaterThan(10);
});

test('mails are forgotten in batches, and what waits is not', async () => {
  const mails = (count: number, waits: boolean) =>
    portal.database.sql(
      `insert into notifications.mail (id, kind, reference_id, message_id, status, next_attempt_at, created_at, updated_at)
       select id, 'notices', id, id, $1, $2, '2041-01-01', '2041-01-01' from (select gen_random_uuid() as id from generate_series(1, $3::int)) made`,
      [waits ? 'queued' : 'kept', waits ? '2043-01-01' : null, count],
    );
  await mails(5_001, false);
  await mails(1, true);
  await runJob('forget_old_mails');
  expect(await portal.database.sql(`select status from notifications.mail where created_at < '2041-02-01'`)).toEqual([
    { status: 'queued' },
  ]);
});
