import { ensureDatabase, migrate, pendingMigrations } from '@kabinet/database/migrate';
import { findRunningPostgres, startEmbeddedPostgres } from '@kabinet/embedded-postgres';
import { DataInUseError } from '@kabinet/embedded-postgres/data-lock';
import type { Settings } from './settings.ts';
import { manifests } from './targets.ts';

/** The PostgreSQL that this process works on. */
export interface DatabaseServer {
  /** The administrator's connection string on Kabinet's own database. */
  readonly adminUrl: string;
  /** Whether it is the embedded one, which is migrated without asking. */
  readonly embedded: boolean;
  /** Resolves with the reason when an embedded server ends by itself. */
  readonly lost: Promise<Error> | undefined;
  stop(): Promise<void>;
}

/** The operator's database, or the embedded one, started for this process alone. */
export async function startDatabase(settings: Settings, log: (message: string) => void, note: string): Promise<DatabaseServer> {
  if (settings.databaseUrl !== undefined) return external(settings.databaseUrl);
  const server = await startEmbeddedPostgres({ dataDirectory: settings.dataDirectory, log, note });
  return { adminUrl: onKabinetDatabase(server.adminUrl), embedded: true, lost: server.lost, stop: () => server.stop() };
}

/** For commands that work beside a running portal: joins its embedded database, or starts it for as long as they take. */
export async function joinDatabase(settings: Settings, log: (message: string) => void): Promise<DatabaseServer> {
  if (settings.databaseUrl !== undefined) return external(settings.databaseUrl);
  const running = await findRunningPostgres(settings.dataDirectory);
  if (running) return { ...external(onKabinetDatabase(running.adminUrl)), embedded: true };
  try {
    return await startDatabase(settings, log, 'a command');
  } catch (error) {
    // Between the look and the start another process came first and is starting it.
    const joined = error instanceof DataInUseError ? await findRunningPostgres(settings.dataDirectory) : undefined;
    if (joined) return { ...external(onKabinetDatabase(joined.adminUrl)), embedded: true };
    throw error;
  }
}

function external(adminUrl: string): DatabaseServer {
  return { adminUrl, embedded: false, lost: undefined, stop: async () => {} };
}

function onKabinetDatabase(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = '/kabinet';
  return url.href;
}

/** Brings every service's schema up to date, each on its own database if it has one. Answers what was applied. */
export async function migrateAll(settings: Settings, adminUrl: string, secret: string): Promise<string[]> {
  const applied: string[] = [];
  for (const { name, migrations } of manifests) {
    const url = databaseUrlOf(settings, adminUrl, name);
    await ensureDatabase(url);
    applied.push(...(await migrate(url, [{ service: name, migrations }], secret)));
  }
  return applied;
}

/** The migrations that this program has and the database has not. */
export async function missingMigrations(settings: Settings, adminUrl: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { name, migrations } of manifests) {
    missing.push(...(await pendingMigrations(databaseUrlOf(settings, adminUrl, name), { service: name, migrations })));
  }
  return missing;
}

/** `<SERVICE>_DATABASE_URL` gives a service a database of its own. */
function databaseUrlOf(settings: Settings, adminUrl: string, service: string): string {
  return settings.environment[`${service.toUpperCase()}_DATABASE_URL`] ?? adminUrl;
}
