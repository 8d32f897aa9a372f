import { ensureDatabase, migrate, type MigrationTarget } from '@kabinet/database/migrate';
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of one test file's own, migrated, empty. */
export interface TestDatabase {
  /** The superuser's connection string. */
  readonly adminUrl: string;
  /** Runs SQL as the superuser: past every wall, to look and to tamper. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** Clones a template that the first caller of the run migrates, on the run's server unless `serverUrl` names another. */
export async function cloneDatabase(
  targets: readonly MigrationTarget[],
  secret: string,
  serverUrl: string = inject('postgresUrl'),
): Promise<TestDatabase> {
  const template = `template_${createHash('sha256').update(JSON.stringify(targets)).digest('hex').slice(0, 12)}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(serverUrl, async (server) => {
    await server.query('select pg_advisory_lock(hashtext($1))', [template]);
    await makeTemplate(server, serverUrl, template, targets, secret);
    await server.query(`create database ${name} template ${template} strategy file_copy`);
  });
  const adminUrl = databaseUrl(serverUrl, name);
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // A pool has ended before its connections have closed: dropping the database may cut them, which is no news, nor is a server that
  // a test killed.
  pool.on('connect', (client) => client.on('error', () => {})).on('error', () => {});
  return {
    adminUrl,
    sql: async (text, values = []) => (await pool.query(text, values)).rows as never,
    drop: async () => {
      await pool.end();
      await onServer(serverUrl, (server) => server.query(`drop database ${name} with (force)`));
    },
  };
}

async function makeTemplate(
  server: pg.Client,
  serverUrl: string,
  template: string,
  targets: readonly MigrationTarget[],
  secret: string,
): Promise<void> {
  const { rows } = await server.query('select 1 from pg_database where datname = $1 and datallowconn = false', [template]);
  if (rows.length > 0) return;
  await server.query(`drop database if exists ${template}`);
  await ensureDatabase(databaseUrl(serverUrl, template));
  await migrate(databaseUrl(serverUrl, template), targets, secret);
  // Nobody may connect any more: a template in use cannot be copied.
  await server.query(`alter database ${template} with allow_connections false`);
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
