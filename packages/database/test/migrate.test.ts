import { cloneDatabase, type TestDatabase } from '@kabinet/testing';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureDatabase, migrate } from '../src/migrate.ts';
import { systemRole, tenantRole, urlFor } from '../src/roles.ts';
import { SECRET } from './fixture/fixture.ts';
import pg from 'pg';

/** What every service gets before its own files. */
const platformFiles = await readdir(new URL('../migrations/', import.meta.url));
const PLATFORM = platformFiles.toSorted().map((file) => `platform/${file}`);

let database: TestDatabase;
let root: string;
beforeAll(async () => {
  database = await cloneDatabase([], SECRET);
  root = await mkdtemp(join(tmpdir(), 'kabinet-migrations-'));
});
afterAll(async () => {
  await database.drop();
  await rm(root, { recursive: true });
});

let count = 0;
let service: string;
let folder: string;
beforeEach(async () => {
  count += 1;
  service = `migrated_${count}`;
  folder = join(root, service);
  await mkdir(folder);
});

function run(): Promise<string[]> {
  return migrate(database.adminUrl, [{ service, migrations: pathToFileURL(`${folder}/`) }], SECRET);
}

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

async function tables(): Promise<string[]> {
  const rows = await database.sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind = 'r' and relname like 'my_%' order by 1`,
    [service],
  );
  return rows.map((row) => row.name);
}

test('applies each file once, in order, and nothing the second time', async () => {
  await write('0002-second.sql', 'alter table my_first add column later int;');
  await write('0001-first.sql', 'create table my_first (id int);');
  expect(await run()).toEqual(
    [...PLATFORM, `${service}/0001-first.sql`, `${service}/0002-second.sql`].map((name) => `${service}: ${name}`),
  );
  expect(await run()).toEqual([]);
});

test('goes forward from where an earlier version stopped', async () => {
  await write('0001-first.sql', 'create table my_first (id int);');
  await run();
  await write('0002-second.sql', 'create table my_second (id int);');
  expect(await run()).toEqual([`${service}: ${service}/0002-second.sql`]);
  expect(await tables()).toEqual(['my_first', 'my_second']);
});

test('refuses a file that changed after it had been applied', async () => {
  await write('0001-first.sql', 'create table my_first (id int);');
  await run();
  await write('0001-first.sql', 'create table my_first (id bigint);');
  await expect(run()).rejects.toThrow(/0001-first\.sql was changed/);
});

test('a failing file leaves nothing of itself, keeps those before it, and can be mended', async () => {
  await write('0001-first.sql', 'create table my_first (id int);');
  await write('0002-second.sql', 'create table my_second (id int); select 1 / 0;');
  await expect(run()).rejects.toThrow(/0002-second\.sql failed: division by zero/);
  expect(await tables()).toEqual(['my_first']);
  await write('0002-second.sql', 'create table my_second (id int);');
  expect(await run()).toEqual([`${service}: ${service}/0002-second.sql`]);
});

test('two at once apply everything exactly once', async () => {
  await write('0001-first.sql', 'create table my_first (id int); select pg_sleep(0.05);');
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat().toSorted()).toEqual([`${service}/0001-first.sql`, ...PLATFORM].map((name) => `${service}: ${name}`));
});

test('the roles log in with passwords that follow from the secret, and a new secret is taken over', async () => {
  await run();
  for (const role of [tenantRole, systemRole]) {
    const client = new pg.Client({ connectionString: urlFor(role(service, SECRET), database.adminUrl) });
    await client.connect();
    await client.end();
  }
  await migrate(database.adminUrl, [{ service, migrations: pathToFileURL(`${folder}/`) }], 'another secret');
  const stale = new pg.Client({ connectionString: urlFor(tenantRole(service, SECRET), database.adminUrl) });
  await expect(stale.connect()).rejects.toMatchObject({ code: '28P01' });
  const fresh = new pg.Client({ connectionString: urlFor(tenantRole(service, 'another secret'), database.adminUrl) });
  await fresh.connect();
  await fresh.end();
});

test('the job queue’s owner keeps no right to create in the database or in its service’s schema', async () => {
  await run();
  const [rights] = await database.sql(
    `select has_database_privilege($1, current_database(), 'create') as in_database, has_schema_privilege($1, $2, 'create') as in_schema`,
    [`${service}_system`, service],
  );
  expect(rights).toEqual({ in_database: false, in_schema: false });
});

test('a database that exists is checked for its locale, and one that cannot fold Cyrillic is refused', async () => {
  await ensureDatabase(database.adminUrl);
  const name = `plain_c_${process.pid}`;
  await database.sql(`create database ${name} template template0 encoding 'UTF8' locale_provider libc locale 'C'`);
  const url = new URL(database.adminUrl);
  url.pathname = `/${name}`;
  await expect(ensureDatabase(url.href)).rejects.toThrow(/Cyrillic/);
  await database.sql(`drop database ${name}`);
});
