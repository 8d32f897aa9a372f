import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Transaction } from '../src/database.ts';
import { tenantRole, urlFor } from '../src/roles.ts';
import { createSession, type Session } from '../src/session.ts';
import { openFixture, parcelOf, query, SECRET, statement, type Fixture } from './fixture/fixture.ts';

const ROOT = randomUUIDv7();

let fixture: Fixture;
beforeAll(async () => void (fixture = await openFixture('sessions')));
beforeEach(() => fixture.clone.sql('truncate sessions.parcel'));
afterAll(() => fixture.close());

function insertParcel(label = 'a parcel') {
  return query.insertInto('parcel').values(parcelOf(ROOT, ROOT, label));
}

async function labels(): Promise<string[]> {
  const rows = await fixture.system().rows(query.selectFrom('parcel').select('label').orderBy('label'));
  return rows.map((row) => row.label);
}

describe('settings', () => {
  const read = statement<{ roots: string | null; principal: string | null; timeout: string }>(
    `select current_setting('app.roots', true) as roots, current_setting('app.principal', true) as principal,
       current_setting('statement_timeout') as timeout`,
  );

  /** The one connection of a pool, to be asked outside of any session's transaction too. */
  let pool: pg.Pool;
  beforeAll(() => {
    const options = { connectionString: urlFor(tenantRole('sessions', SECRET), fixture.clone.adminUrl), max: 1, pipeline: true };
    pool = new pg.Pool(options);
  });
  afterAll(() => pool.end());

  function sessionOf(principal: string, roots: readonly string[]): Session {
    return createSession(pool, { principal, roots, deadline: Date.now() + 3_000 });
  }

  async function expectNothingLeft(): Promise<void> {
    const names = `coalesce(current_setting('app.roots', true), '') as roots, coalesce(current_setting('app.principal', true), '') as principal`;
    const { rows } = await pool.query(`select ${names}, current_setting('statement_timeout') as timeout`);
    expect(rows).toEqual([{ roots: '', principal: '', timeout: '0' }]);
  }

  test('hold for one transaction and do not reach the next user of the connection', async () => {
    const seen = await sessionOf('user:one', [ROOT]).first(read);
    expect(seen).toMatchObject({ roots: ROOT, principal: 'user:one' });
    expect(seen?.timeout).toMatch(/^(3s|2\d\d\dms)$/);
    await expectNothingLeft();
    expect(await sessionOf('user:other', []).first(read)).toMatchObject({ roots: '', principal: 'user:other' });
  });

  test('do not stay behind after a failed statement, a failed transaction or a thrown error', async () => {
    const session = sessionOf('user:one', [ROOT]);
    await expect(session.rows(statement('select 1 / 0'))).rejects.toMatchObject({ code: '22012' });
    await expectNothingLeft();
    await expect(session.transaction((tx) => tx.rows(statement('select 1 / 0')))).rejects.toMatchObject({ code: '22012' });
    await expectNothingLeft();
    await expect(session.transaction(() => Promise.reject(new Error('changed my mind')))).rejects.toThrow('changed my mind');
    await expectNothingLeft();
  });

  test('of concurrent callers on one connection never mix', async () => {
    const roots = Array.from({ length: 40 }, () => randomUUIDv7());
    const seen = await Promise.all(roots.map((root) => fixture.tenant([root]).first(read)));
    expect(seen.map((row) => row?.roots)).toEqual(roots);
  });
});

describe('a transaction', () => {
  test('is rolled back when its work throws, and commits otherwise', async () => {
    const session = fixture.system();
    const failing = session.transaction(async (tx) => {
      await tx.execute(insertParcel('lost'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await session.transaction(async (tx) => tx.execute(insertParcel('kept')))).toBe(1);
    expect(await labels()).toEqual(['kept']);
  });

  test('calls afterCommit once it is durable, and never after a rollback', async () => {
    const session = fixture.system();
    const seen: number[] = [];
    const count = async () =>
      void seen.push(Number((await fixture.clone.sql<{ n: string }>('select count(*) as n from sessions.parcel'))[0]?.n));
    let counted: Promise<void> | undefined;
    await session.transaction(async (tx) => {
      tx.afterCommit(() => void (counted = count()));
      await tx.execute(insertParcel());
      expect(counted).toBeUndefined();
    });
    await counted;
    expect(seen).toEqual([1]);
    const never = vi.fn<() => void>();
    const failing = session.transaction(async (tx) => {
      tx.afterCommit(never);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(never).not.toHaveBeenCalled();
  });

  test('in which a failed statement was swallowed is no success', async () => {
    const never = vi.fn<() => void>();
    const swallowing = fixture.system().transaction(async (tx) => {
      tx.afterCommit(never);
      await tx.execute(insertParcel('lost'));
      await tx.execute(statement('select 1 / 0')).catch(() => 0);
      return 'done';
    });
    await expect(swallowing).rejects.toThrow(/rolled back/);
    expect(never).not.toHaveBeenCalled();
    expect(await labels()).toEqual([]);
  });

  test('keeps its work from waiting for a second connection of the same pool, and only that', async () => {
    const beside = fixture.system().transaction(() => fixture.system().rows(statement('select 1')));
    await expect(beside).rejects.toThrow(/beside the open transaction/);
    const nested = fixture.system().transaction(() => fixture.system().transaction(async () => 1));
    await expect(nested).rejects.toThrow(/beside the open transaction/);
    const otherRole = fixture.system().transaction(() => fixture.tenant([ROOT]).rows(statement('select 1 as one')));
    expect(await otherRole).toEqual([{ one: 1 }]);
    expect(await fixture.system().rows(statement('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  test('that is over takes no more statements: they would run in somebody else’s', async () => {
    let straggler: Transaction | undefined;
    await fixture.system().transaction(async (tx) => void (straggler = tx));
    await expect(straggler?.execute(insertParcel('stray'))).rejects.toThrow(/is over/);
    let stray: Promise<void> | undefined;
    const failing = fixture.system().transaction(async (tx) => {
      const slow = tx.rows(statement('select pg_sleep(0.05)')).then(() => tx.execute(insertParcel('stray')));
      const outcome = expect(slow).rejects.toThrow(/is over|aborted/);
      await Promise.all([Promise.reject(new Error('first')), slow]).catch((error: unknown) => {
        stray = outcome;
        throw error;
      });
    });
    await expect(failing).rejects.toThrow('first');
    await stray;
    expect(await labels()).toEqual([]);
  });

  test('does not see a commit half done: a constraint deferred to COMMIT fails the caller', async () => {
    await fixture.clone.sql(`alter table sessions.parcel add constraint once unique (label) deferrable initially deferred`);
    const twice = fixture.system().transaction(async (tx) => {
      await tx.execute(insertParcel('same'));
      await tx.execute(insertParcel('same'));
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    await expect(
      fixture
        .system()
        .execute(
          statement(
            `insert into parcel select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'same', now(), 1, now() from generate_series(1, 2)`,
          ),
        ),
    ).rejects.toMatchObject({ code: '23505' });
    expect(await labels()).toEqual([]);
    await fixture.clone.sql(`alter table sessions.parcel drop constraint once`);
  });
});

describe('time limits', () => {
  test('a deadline that has passed costs no round trip', async () => {
    await expect(fixture.system(Date.now() - 1).rows(statement('select 1'))).rejects.toMatchObject({ code: 'deadline_exceeded' });
  });

  test('a statement that outlives the deadline is stopped, and the connection serves the next caller', async () => {
    const started = performance.now();
    const late = fixture.system(Date.now() + 150).rows(statement('select pg_sleep(10)'));
    await expect(late).rejects.toMatchObject({ code: 'deadline_exceeded' });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await fixture.system().rows(statement('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  test('a caller does not wait for a connection beyond its deadline', async () => {
    let release = (): void => {};
    const busy = fixture.system().transaction(() => new Promise<void>((resolve) => (release = resolve)));
    const started = performance.now();
    const waiting = fixture.system(Date.now() + 150).rows(statement('select 1'));
    await expect(waiting.finally(() => release())).rejects.toMatchObject({ code: 'deadline_exceeded' });
    expect(performance.now() - started).toBeLessThan(2_000);
    await busy;
    expect(await fixture.system().rows(statement('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  test('the server ends a transaction that stays open for 5 s, and the pool recovers', async () => {
    const started = performance.now();
    const stuck = fixture.system().transaction(async (tx) => {
      await tx.execute(insertParcel('stuck'));
      // Nothing drives this wait but the server's own limit: the connection's end.
      await vi.waitFor(() => expect(fixture.lost.length).toBeGreaterThan(0), { timeout: 9_000, interval: 50 });
      await tx.execute(insertParcel('too late'));
    });
    await expect(stuck).rejects.toMatchObject({ code: 'unavailable' });
    expect(performance.now() - started).toBeGreaterThan(4_500);
    expect(await labels()).toEqual([]);
  });
});

describe('a transaction that is prolonged', () => {
  test('outlasts every limit that it began with, and leaves them as they were', async () => {
    const limits = `set_config('transaction_timeout', '0', true) || set_config('transaction_timeout', '300', true)`;
    await fixture.system(Date.now() + 300).transaction(async (tx) => {
      await tx.rows(statement(`select ${limits} where current_setting('server_version_num')::int >= 170000`));
      await tx.prolong(10_000);
      // Beyond the caller's deadline, the server's limits and the moment at which a silent server is hung up on.
      await tx.rows(statement('select pg_sleep(1.5)'));
      await tx.execute(insertParcel('late'));
    });
    expect(await labels()).toEqual(['late']);
    const limit = await fixture.system().first(statement<{ ms: string }>(`select current_setting('transaction_timeout', true) as ms`));
    expect(['5s', null]).toContain(limit?.ms);
  });
});

describe('values on the wire', () => {
  async function value(expression: string): Promise<unknown> {
    return (await fixture.system().first(statement<{ value: unknown }>(`select ${expression} as value`)))?.value;
  }

  test('dates stay calendar dates, instants are RFC 3339 in UTC with all their digits, bigints are numbers', async () => {
    expect(await value(`date '2026-03-29'`)).toBe('2026-03-29');
    expect(await value(`timestamptz '2026-03-29 02:30:00.123456+03'`)).toBe('2026-03-28T23:30:00.123456Z');
    expect(await value(`timestamptz '2026-03-29 00:00:00+00'`)).toBe('2026-03-29T00:00:00Z');
    expect(await value(`9007199254740991::bigint`)).toBe(Number.MAX_SAFE_INTEGER);
    expect(await value(`'{"a": [1, null]}'::jsonb`)).toEqual({ a: [1, null] });
  });

  test('a bigint beyond what JSON carries exactly is an error, not another number; the connection stays usable', async () => {
    await expect(value(`9007199254740993::bigint`)).rejects.toThrow(RangeError);
    expect(await value('1')).toBe(1);
  });

  test('do not depend on the server’s time zone and date style', async () => {
    const name = new URL(fixture.clone.adminUrl).pathname.slice(1);
    await fixture.clone.sql(`alter database ${name} set timezone = 'Europe/Moscow'`);
    await fixture.clone.sql(`alter database ${name} set datestyle = 'German'`);
    const fresh = await freshFixture();
    const row = await fresh.first(statement(`select timestamptz '2026-03-29 02:30:00.123456+03' as at, date '2026-03-29' as day`));
    expect(row).toEqual({ at: '2026-03-28T23:30:00.123456Z', day: '2026-03-29' });
  });

  /** A session whose connection is made now: the database's defaults are read when a connection is made. */
  async function freshFixture() {
    await fixture.clone.sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kabinet sessions'`);
    await vi.waitFor(async () => {
      await fixture.system().first(statement('select 1'));
    });
    return fixture.system();
  }
});
