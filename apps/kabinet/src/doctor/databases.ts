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
  const migrated = await finding(`migrations${whose}`, () => migrations(url, services, secret));
  if (!migrated.ok) return [migrated];
  const role = systemRole(services[0] ?? '', secret);
  const about = await finding(`PostgreSQL${whose}`, () => describe(urlFor(role, url)));
  return [about, migrated];
}

async function migrations(url: string, services: readonly string[], secret: string): Promise<string> {
  const missing: string[] = [];
  for (const { name, migrations: folder } of manifests) {
    if (services.includes(name)) missing.push(...(await pendingMigrations(url, { service: name, migrations: folder }, secret)));
  }
  if (missing.length === 0) return 'all applied';
  const [first] = missing;
  throw new Error(
    `missing: ${missing.length < 4 ? missing.join(', ') : `${first} and ${missing.length - 1} more`}; run kabinet migrate (or KABINET_SECRET is not that of the last time)`,
  );
}

async function describe(url: string): Promise<string> {
  const before = Date.now();
  const { version, cyrillic, clock } = await describeDatabase(url);
  const apart = Math.abs(clock - (before + Date.now()) / 2);
  if (version < OLDEST) throw new Error(`${named(version)}, but 15 or newer is needed`);
  if (!cyrillic) throw new Error('Cyrillic neither sorts nor folds: create the database with an ICU locale');
  if (apart > CLOCKS_APART_MS)
    throw new Error(`its clock and this one's are ${Math.round(apart / 1000)} s apart: let both follow a time server`);
  return `${named(version)}, Cyrillic sorts and folds, the clocks agree`;
}

function named(version: number): string {
  return `${Math.floor(version / 10_000)}.${version % 10_000}`;
}
