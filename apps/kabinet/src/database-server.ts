import { ensureDatabase, migrate, pendingMigrations } from '@kabinet/database/migrate';
import { findRunningPostgres, startEmbeddedPostgres } from '@kabinet/embedded-postgres';
import { DataInUseError } from '@kabinet/embedded-postgres/data-lock';
import { ConfigError } from '@kabinet/service';
import { installationSecret } from './secret.ts';
import { databaseUrlOf, type Settings } from './settings.ts';
import { allTargets, manifests, targetNames } from './targets.ts';

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

/** The operator's database, or the embedded one, started for this process alone: a process that runs but some targets needs the first. */
export async function startDatabase(
  settings: Settings,
  targets: ReadonlySet<string>,
  log: (message: string) => void,
  note: string,
): Promise<DatabaseServer> {
  if (settings.databaseUrl !== undefined) return external(settings.databaseUrl);
  const homeless = manifests.filter(({ name }) => targets.has(name) && databaseUrlOf(settings.environment, name) === undefined);
  // Nobody asks for it: the gateway keeps nothing, and every service here has a database of its own.
  if (homeless.length === 0) return external('');
  if (targets.size < targetNames.length) {
    const [first] = homeless;
    throw new ConfigError(
      'DATABASE_URL',
      `needed where services run in several processes; or give each its own, such as ${first?.name.toUpperCase()}_DATABASE_URL`,
    );
  }
  const server = await startEmbeddedPostgres({ dataDirectory: settings.dataDirectory, log, note });
  return { adminUrl: onKabinetDatabase(server.adminUrl), embedded: true, lost: server.lost, stop: () => server.stop() };
}

/** Whether a service has no database but the embedded one. */
export function needsEmbedded({ databaseUrl, environment }: Settings): boolean {
  return databaseUrl === undefined && manifests.some(({ name }) => databaseUrlOf(environment, name) === undefined);
}

/** For commands that work beside a running portal: joins its embedded database, or starts it for as long as they take. */
export async function joinDatabase(settings: Settings, log: (message: string) => void): Promise<DatabaseServer> {
  if (settings.databaseUrl !== undefined) return external(settings.databaseUrl);
  const running = await findRunningPostgres(settings.dataDirectory);
  if (running) return { ...external(onKabinetDatabase(running.adminUrl)), embedded: true };
  try {
    return await startDatabase(settings, allTargets, log, 'a command');
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
    const url = databaseUrlOf(settings.environment, name) ?? adminUrl;
    await ensureDatabase(url);
    applied.push(...(await migrate(url, [{ service: name, migrations }], secret)));
  }
  return applied;
}

/** The migrations of these targets that this program has and their databases have not. */
export async function missingMigrations(settings: Settings, url: string, targets: ReadonlySet<string> = allTargets): Promise<string[]> {
  const secret = await installationSecret(settings.secret, settings.dataDirectory);
  const missing: string[] = [];
  for (const { name, migrations } of manifests) {
    if (!targets.has(name)) continue;
    missing.push(...(await pendingMigrations(databaseUrlOf(settings.environment, name) ?? url, { service: name, migrations }, secret)));
  }
  return missing;
}
