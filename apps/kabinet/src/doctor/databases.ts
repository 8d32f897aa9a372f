import { describeDatabase, pendingMigrations } from '@kabinet/database/migrate';
import { systemRole, urlFor } from '@kabinet/database/roles';
import { databaseUrlOf, type Settings } from '../settings.ts';
import { manifests } from '../targets.ts';
import { finding, type Finding } from './finding.ts';

const OLDEST = 150_000;
/** An assertion between processes lasts a minute, and a term ends at midnight. */
const CLOCKS_APART_MS = 5_000;

/** What each database is: the operator may have given some services one of their own. Looks as the services do, by their roles. */
export async function databaseFindings(settings: Settings, adminUrl: string, secret: string): Promise<Finding[]> {
  const databases = new Map<string, string[]>();
  for (const { name } of manifests) {
    const url = databaseUrlOf(settings.environment, name) ?? adminUrl;
    databases.set(url, [...(databases.get(url) ?? []), name]);
  }
  const findings = [...databases].map(([url, services]) =>
    findingsOf(url, services, secret, databases.size === 1 ? '' : ` of ${services.join(', ')}`),
  );
  return (await Promise.all(findings)).flat();
}

async function findingsOf(url: string, services: readonly string[], secret: string, whose: string): Promise<Finding[]> {
  let missing: string[] = [];
  const role = systemRole(services[0] ?? '', secret);
  const server = await finding(`PostgreSQL${whose}`, async () => {
    missing = await missingMigrations(url, services, secret);
    // The role is made by the first migration.
    return missing.length > 0 ? 'reachable' : describe(urlFor(role, url));
  });
  if (!server.ok) return [server];
  const [first] = missing;
  const some = missing.length < 4 ? missing.join(', ') : `${first} and ${missing.length - 1} more`;
  const detail =
    missing.length === 0 ? 'all applied' : `missing: ${some}; run kabinet migrate, or KABINET_SECRET is not that of the last time`;
  return [server, { check: `migrations${whose}`, ok: missing.length === 0, detail }];
}

async function missingMigrations(url: string, services: readonly string[], secret: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { name, migrations } of manifests) {
    if (services.includes(name)) missing.push(...(await pendingMigrations(url, { service: name, migrations }, secret)));
  }
  return missing;
}

async function describe(url: string): Promise<string> {
  const before = Date.now();
  const { version, cyrillic, clock } = await describeDatabase(url);
  const apart = Math.abs(clock - (before + Date.now()) / 2);
  if (version < OLDEST) throw new Error(`${named(version)}, but 15 or newer is needed`);
  if (!cyrillic) throw new Error('Cyrillic neither sorts nor folds: create the database with an ICU locale');
  if (apart > CLOCKS_APART_MS) throw new Error(`its clock is ${Math.round(apart / 1000)} s off this one: let both follow a time server`);
  return `${named(version)}, Cyrillic sorts and folds, the clocks agree`;
}

function named(version: number): string {
  return `${Math.floor(version / 10_000)}.${version % 10_000}`;
}
