import { cloneDatabase, type TestDatabase } from '@kabinet/testing';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../src/migrate.ts';
import { MIGRATIONS, SECRET } from './fixture/fixture.ts';

const SERVICE = 'upgraded';
const TARGET = { service: SERVICE, migrations: MIGRATIONS };

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase([TARGET], SECRET);
  await goBack();
});
afterAll(() => database.drop());

/** The schema as the first version of the platform had left it. */
async function goBack(): Promise<void> {
  await database.sql(`drop schema ${SERVICE} cascade; create schema ${SERVICE}; grant usage on schema ${SERVICE} to ${SERVICE}, ${SERVICE}_system;
    create table ${SERVICE}.migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  const files = [
    ['platform/0001-platform.sql', new URL('../migrations/0001-platform.sql', import.meta.url)],
    [`${SERVICE}/0001-parcel.sql`, new URL('0001-parcel.sql', MIGRATIONS)],
  ] as const;
  for (const [name, url] of files) {
    const text = (await readFile(url, 'utf8')).replaceAll('$service', SERVICE);
    const sha256 = createHash('sha256').update(text).digest('hex');
    await database.sql(`set search_path = ${SERVICE}, public; ${text}; reset search_path`);
    await database.sql(`insert into ${SERVICE}.migration (name, sha256) values ($1, $2)`, [name, sha256]);
  }
}

async function putParcel(organizationId: string, rootId: string): Promise<void> {
  await database.sql(
    `insert into ${SERVICE}.parcel (id, organization_id, root_id, label, day, weight, arrived_at) values ($1, $2, $3, 'a parcel', now(), 1, now())`,
    [randomUUID(), organizationId, rootId],
  );
}

test('tables of an older version get the guard, and rows that a move had left behind go home', async () => {
  const [home, elsewhere, unknown] = [randomUUID(), randomUUID(), randomUUID()];
  await database.sql(
    `insert into ${SERVICE}.organization_node (id, root_id, name, inn, kind, status, version) values ($1, $1, 'Home', '1', 'customer', 'active', 1)`,
    [home],
  );
  await putParcel(home, elsewhere);
  await putParcel(unknown, elsewhere);
  expect(await migrate(database.adminUrl, [TARGET], SECRET)).toContain(`${SERVICE}: platform/0002-rows-follow-their-tree.sql`);
  await putParcel(home, elsewhere);
  const roots = await database.sql(`select organization_id, root_id from ${SERVICE}.parcel order by organization_id = $1, root_id`, [home]);
  expect(roots).toEqual([
    { organization_id: unknown, root_id: elsewhere },
    { organization_id: home, root_id: home },
    { organization_id: home, root_id: home },
  ]);
});

test('an upgraded schema has the same guards and functions as a new one', async () => {
  const fresh = await cloneDatabase([TARGET], SECRET);
  const facts = `select tgrelid::regclass::text as name, pg_get_triggerdef(oid) as definition from pg_trigger where tgname = 'follow_organization_root'
    union all select oid::regprocedure::text, pg_get_functiondef(oid) from pg_proc where pronamespace = '${SERVICE}'::regnamespace order by 1`;
  try {
    expect(await database.sql(facts)).toEqual(await fresh.sql(facts));
  } finally {
    await fresh.drop();
  }
});
