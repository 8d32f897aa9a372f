import { cloneDatabase } from '@kabinet/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIGRATIONS, openService, parcelOf, query, SECRET, statement, type Fixture } from './fixture/fixture.ts';

const OWN = randomUUIDv7();
const FOREIGN = randomUUIDv7();
const DENIED = { code: '42501' };

let fixture: Fixture;
let neighbour: Fixture;
beforeAll(async () => {
  const targets = ['walls', 'walls_neighbour'].map((service) => ({ service, migrations: MIGRATIONS }));
  const clone = await cloneDatabase(targets, SECRET);
  fixture = openService(clone, 'walls');
  neighbour = openService(clone, 'walls_neighbour');
  await fixture.system().execute(query.insertInto('parcel').values([parcelOf(OWN, OWN, 'own'), parcelOf(FOREIGN, FOREIGN, 'foreign')]));
});
afterAll(async () => {
  await neighbour.database.close();
  await fixture.close();
});

interface TableFacts extends Record<string, unknown> {
  name: string;
  enabled: boolean;
  forced: boolean;
  owner: string;
}

async function tablesOf(service: string): Promise<TableFacts[]> {
  return fixture.clone.sql<TableFacts>(
    `select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced, pg_get_userbyid(relowner) as owner
     from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p') order by relname`,
    [service],
  );
}

describe('every table of a schema', () => {
  test('is behind forced row-level security and owned by neither role', async () => {
    const tables = await tablesOf('walls');
    const names = tables.map((table) => table.name);
    expect(names).toEqual([
      'broker_position',
      'idempotency_key',
      'inbox',
      'ledger',
      'migration',
      'organization_closure',
      'organization_node',
      'outbox',
      'parcel',
      'rate',
      'vendor',
    ]);
    for (const table of tables.filter(({ name }) => name !== 'migration')) {
      expect(table).toMatchObject({ enabled: true, forced: true });
      expect(table.owner).not.toMatch(/^walls/);
    }
  });

  test('the list of migrations is read by the system role and changed by the administrator alone', async () => {
    await expect(fixture.tenant([OWN]).rows(statement('select * from migration'))).rejects.toMatchObject(DENIED);
    expect(await fixture.system().rows(statement('select name from migration'))).not.toEqual([]);
    await expect(fixture.system().rows(statement('delete from migration'))).rejects.toMatchObject(DENIED);
  });
});

describe('a tenant', () => {
  test('sees its own trees only, several or none', async () => {
    const labels = async (...roots: string[]) =>
      (await fixture.tenant(roots).rows(query.selectFrom('parcel').select('label').orderBy('label'))).map((row) => row.label);
    expect(await labels(OWN)).toEqual(['own']);
    expect(await labels(OWN, FOREIGN)).toEqual(['foreign', 'own']);
    expect(await labels(randomUUIDv7())).toEqual([]);
    expect(await labels()).toEqual([]);
  });

  test('pays for the wall once per query: the setting is neither read nor cast for every row', async () => {
    const plan = await fixture.tenant([OWN]).rows<{ 'QUERY PLAN': string }>(statement('explain select * from parcel'));
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/root_id = ANY \(\(InitPlan \d+\)\.col1\)/);
    expect(text).not.toMatch(/(Filter|Cond):.*(current_setting|::uuid\[\])/);
  });

  test('can neither add a row to a foreign tree, nor move one there, nor change or delete one of it', async () => {
    const tenant = fixture.tenant([OWN]);
    await expect(tenant.execute(query.insertInto('parcel').values(parcelOf(FOREIGN, FOREIGN)))).rejects.toMatchObject(DENIED);
    await expect(tenant.execute(query.updateTable('parcel').set({ root_id: FOREIGN }))).rejects.toMatchObject(DENIED);
    expect(await tenant.execute(query.updateTable('parcel').set({ label: 'mine' }).where('root_id', '=', FOREIGN))).toBe(0);
    expect(await tenant.execute(query.deleteFrom('parcel').where('root_id', '=', FOREIGN))).toBe(0);
  });

  test('writes events but reads none, and nothing that arrives', async () => {
    const tenant = fixture.tenant([OWN]);
    const added = await tenant.execute(statement(`insert into outbox (id, event) values ('${randomUUIDv7()}', '{}')`));
    expect(added).toBe(1);
    for (const text of ['select * from outbox', 'update outbox set published_at = now()', 'select * from inbox', 'select * from ledger']) {
      await expect(tenant.rows(statement(text))).rejects.toMatchObject(DENIED);
    }
  });

  test('reads what all share and changes nothing of it', async () => {
    await fixture.system().execute(statement(`insert into rate values ('full')`));
    expect(await fixture.tenant([]).rows(statement('select code from rate'))).toEqual([{ code: 'full' }]);
    await expect(fixture.tenant([OWN]).execute(statement('delete from rate'))).rejects.toMatchObject(DENIED);
  });

  test('sees its own idempotency keys only', async () => {
    const keep = `insert into idempotency_key (principal, operation, key, request_hash, status, headers)
      values ('user:test', 'op', 'mine', '', 200, '{}'), ('user:other', 'op', 'theirs', '', 200, '{}')`;
    await fixture.system().execute(statement(keep));
    expect(await fixture.tenant([OWN]).rows(statement('select key from idempotency_key'))).toEqual([{ key: 'mine' }]);
    const forged = statement(keep.replaceAll(`'mine'`, `'forged'`));
    await expect(fixture.tenant([OWN]).execute(forged)).rejects.toMatchObject(DENIED);
  });

  test('cannot become the system role, another service or an administrator, nor switch the wall off', async () => {
    const tenant = fixture.tenant([OWN]);
    for (const role of ['walls_system', 'walls_neighbour', 'walls_neighbour_system', 'postgres']) {
      await expect(tenant.execute(statement(`set role ${role}`))).rejects.toMatchObject(DENIED);
    }
    for (const text of ['alter table parcel disable row level security', 'drop policy tenant on parcel', 'create table mine (id int)']) {
      await expect(tenant.execute(statement(text))).rejects.toMatchObject(DENIED);
    }
    await tenant
      .transaction(async (tx) => {
        await tx.execute(statement('set local row_security = off'));
        await tx.rows(query.selectFrom('parcel').select('id'));
      })
      .then(
        () => expect.unreachable('row_security = off must not read past a policy'),
        (error: unknown) => expect(error).toMatchObject(DENIED),
      );
  });

  test('neither of the roles has a power beyond its tables', async () => {
    const roles = await fixture.clone.sql(
      `select rolname from pg_roles where rolname like 'walls%'
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)`,
    );
    expect(roles).toEqual([]);
    expect(await fixture.clone.sql(`select 1 from pg_auth_members where member::regrole::text like 'walls%'`)).toEqual([]);
  });
});

test('a service reads nothing of its neighbour, by either role, and runs none of its functions', async () => {
  const tables = await tablesOf('walls_neighbour');
  expect(tables.length).toBeGreaterThan(5);
  const jobTables = await fixture.clone.sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'walls_neighbour_jobs'::regnamespace and relkind in ('r', 'p')`,
  );
  expect(jobTables.length).toBeGreaterThan(2);
  const places = [...tables.map(({ name }) => `walls_neighbour.${name}`), ...jobTables.map(({ name }) => `walls_neighbour_jobs.${name}`)];
  for (const session of [fixture.tenant([OWN]), fixture.system()]) {
    for (const place of places) {
      await expect(session.rows(statement(`select 1 from ${place} limit 1`)), place).rejects.toMatchObject(DENIED);
    }
    await expect(session.rows(statement(`select walls_neighbour.enqueue_job('spam', '{}', null, null, 1)`))).rejects.toMatchObject(DENIED);
  }
});
