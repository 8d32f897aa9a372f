import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { jobSchema, systemRole, tenantRole, urlFor, type ServiceRole } from './roles.ts';

/** What `migrate` needs to know of a service. */
export interface MigrationTarget {
  readonly service: string;
  /** The folder of `0001-….sql` files, as a file URL ending in `/`. */
  readonly migrations: URL;
}

const PLATFORM_MIGRATIONS = new URL('../migrations/', import.meta.url);

/**
 * Makes the database when it is missing, with a locale under which Cyrillic sorts, folds and matches; an existing one is
 * checked for it. Needs the right to create databases.
 */
export async function ensureDatabase(adminUrl: string): Promise<void> {
  const name = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  const maintenance = new URL(adminUrl);
  maintenance.pathname = '/postgres';
  await withClient(maintenance.href, async (client) => {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    await client.query(
      `create database ${pg.escapeIdentifier(name)} template template0 encoding 'UTF8' locale_provider icu icu_locale 'ru-RU' locale 'C.UTF-8'`,
    );
  });
  await withClient(adminUrl, checkLocale);
}

async function checkLocale(client: pg.Client): Promise<void> {
  if (await handlesCyrillic(client)) return;
  throw new Error(
    `The database's locale does not handle Cyrillic. Create it with: TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'ru-RU' LOCALE 'C.UTF-8'`,
  );
}

/** Under the plain `C` locale lower(), ILIKE, trigrams and sorting of Cyrillic fail without a word. */
async function handlesCyrillic(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ folds: boolean }>(`select lower('ЁЖ') = 'ёж' and 'ЁЖ' ilike 'ёж' and 'ё' < 'я' as folds`);
  return rows[0]?.folds ?? false;
}

/** The server's version (as `server_version_num`), whether the database's locale is fit for Cyrillic, and its clock (ms since the epoch). */
export async function describeDatabase(adminUrl: string): Promise<{ version: number; cyrillic: boolean; clock: number }> {
  return withClient(adminUrl, async (client) => {
    const cyrillic = await handlesCyrillic(client);
    const { rows } = await client.query<{ version: number; clock: number }>(
      `select current_setting('server_version_num')::int as version, (extract(epoch from clock_timestamp()) * 1000)::float8 as clock`,
    );
    return { version: rows[0]?.version ?? 0, cyrillic, clock: rows[0]?.clock ?? 0 };
  });
}

/** Brings the schemas of `targets` to the newest version; returns the names of the migrations applied. Safe to run twice at once. */
export async function migrate(adminUrl: string, targets: readonly MigrationTarget[], secret: string): Promise<string[]> {
  return withClient(adminUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('kabinet migrate'))`);
    await client.query('create extension if not exists pg_trgm with schema public');
    const applied: string[] = [];
    for (const target of targets) {
      applied.push(...(await migrateService(client, target, secret)));
      await migrateJobs(client, adminUrl, target.service, secret);
    }
    return applied;
  });
}

/**
 * The migrations of `target` that the database at `url` does not have yet: all of them where the service has no schema or no role.
 * Looks with the service's own role, so that a service needs no administrator's password.
 */
export async function pendingMigrations(url: string, target: MigrationTarget, secret: string): Promise<string[]> {
  const known = await appliedMigrations(urlFor(systemRole(target.service, secret), url), target.service);
  const names = [...(await migrationFiles(target)).map(({ name }) => name), JOB_QUEUE];
  return names.filter((name) => !known.has(name)).map((name) => `${target.service}: ${name}`);
}

/** Of a database, role, schema or table that `migrate` has yet to make. */
const NOT_MADE_YET = new Set(['3D000', '28P01', '28000', '3F000', '42P01', '42501']);

async function appliedMigrations(url: string, service: string): Promise<Set<string>> {
  try {
    const { rows } = await withClient(url, (client) => client.query<{ name: string }>(`select name from ${service}.migration`));
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if (error instanceof pg.DatabaseError && NOT_MADE_YET.has(error.code ?? '')) return new Set();
    throw error;
  }
}

async function migrationFiles(target: MigrationTarget): Promise<{ name: string; url: URL }[]> {
  const files: { name: string; url: URL }[] = [];
  for (const [prefix, folder] of [
    ['platform', PLATFORM_MIGRATIONS],
    [target.service, target.migrations],
  ] as const) {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
    files.push(...names.map((name) => ({ name: `${prefix}/${name}`, url: new URL(name, folder) })));
  }
  return files;
}

const { dependencies } = createRequire(import.meta.url)('../package.json') as { dependencies: { 'graphile-worker': string } };
/** What the migrations of the job queue's own are recorded as: those of its version, which is pinned. */
const JOB_QUEUE = `jobs/graphile-worker ${dependencies['graphile-worker']}`;

/** The job queue migrates itself, as its owner; both roles of the service may add jobs through one function. */
async function migrateJobs(client: pg.Client, adminUrl: string, service: string, secret: string): Promise<void> {
  const schema = jobSchema(service);
  const owner = systemRole(service, secret);
  await client.query(`create schema if not exists ${schema} authorization ${owner.name}`);
  // The queue's own first step is "create schema if not exists", which asks for this right even when there is nothing to create.
  const database = pg.escapeIdentifier(client.database ?? '');
  await client.query(`grant create on database ${database} to ${owner.name}`);
  try {
    await runMigrations({ connectionString: urlFor(owner, adminUrl), schema });
  } finally {
    await client.query(`revoke create on database ${database} from ${owner.name}`);
  }
  await client.query(`
    create or replace function ${service}.enqueue_job(task text, payload json, run_at timestamptz, job_key text, max_attempts int)
    returns void language sql security definer set search_path = '' as $$
      select ${schema}.add_job(task, payload, null, run_at, max_attempts, job_key)
    $$;
    revoke all on function ${service}.enqueue_job(text, json, timestamptz, text, int) from public;
    grant execute on function ${service}.enqueue_job(text, json, timestamptz, text, int) to ${service}, ${owner.name};
    grant create on schema ${service} to ${owner.name};
    alter function ${service}.enqueue_job(text, json, timestamptz, text, int) owner to ${owner.name};
    revoke create on schema ${service} from ${owner.name}`);
  // Last, as whoever finds it there starts to work.
  await client.query(`insert into ${service}.migration (name, sha256) values ($1, '') on conflict do nothing`, [JOB_QUEUE]);
}

async function migrateService(client: pg.Client, target: MigrationTarget, secret: string): Promise<string[]> {
  const { service } = target;
  await ensureRole(client, tenantRole(service, secret));
  await ensureRole(client, systemRole(service, secret));
  await client.query(`
    create schema if not exists ${service};
    grant usage on schema ${service} to ${service}, ${service}_system;
    create table if not exists ${service}.migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now());
    grant select on ${service}.migration to ${service}_system;
    set search_path = ${service}, public`);
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration');
  const known = new Map(rows.map((row) => [row.name, row.sha256]));
  const applied: string[] = [];
  for (const { name, url } of await migrationFiles(target)) {
    const sql = await readFile(fileURLToPath(url), 'utf8');
    if (await applyOnce(client, name, sql.replaceAll('$service', service), known)) applied.push(`${service}: ${name}`);
  }
  return applied;
}

async function applyOnce(client: pg.Client, name: string, sql: string, known: ReadonlyMap<string, string>): Promise<boolean> {
  const sha256 = createHash('sha256').update(sql).digest('hex');
  const before = known.get(name);
  if (before === sha256) return false;
  if (before) throw new Error(`Migration ${name} was changed after it had been applied; add a new one instead.`);
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  return true;
}

/** Roles belong to the whole server: databases of one server that are migrated at once change them at once. */
async function ensureRole(client: pg.Client, role: ServiceRole): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await makeRole(client, role);
      return;
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt === ROLE_ATTEMPTS || !CHANGED_MEANWHILE.has(code ?? '')) throw error;
    }
  }
}

const ROLE_ATTEMPTS = 5;
/** unique_violation, duplicate_object, and "tuple concurrently updated", which has no code of its own. */
const CHANGED_MEANWHILE = new Set(['23505', '42710', 'XX000']);

async function makeRole(client: pg.Client, role: ServiceRole): Promise<void> {
  const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [role.name]);
  const verb = rows.length > 0 ? 'alter' : 'create';
  const database = client.database ?? '';
  await client.query(
    `${verb} role ${role.name} login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password ${pg.escapeLiteral(role.password)}`,
  );
  await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${role.name}`);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'kabinet migrate' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
