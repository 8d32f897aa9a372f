import { describeDatabase } from '@kabinet/database/migrate';
import { listDeadLetters } from '@kabinet/events';
import { access, constants, mkdir } from 'node:fs/promises';
import { joinDatabase, missingMigrations, type DatabaseServer } from '../database-server.ts';
import { openPortal } from '../portal.ts';
import { isLoopback, type Settings } from '../settings.ts';
import { undeliveredEvents } from './doctor-queries.ts';

export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Looks at everything that an installation needs; each finding says what is, and what to do when it is wrong. */
export async function diagnose(settings: Settings): Promise<Finding[]> {
  const findings = [nodeFinding(), await dataFinding(settings), exposureFinding(settings)];
  let database: DatabaseServer;
  try {
    database = await joinDatabase(settings, () => {});
  } catch (error) {
    return [...findings, { check: 'database', ok: false, detail: `cannot be reached: ${messageOf(error)}` }];
  }
  try {
    return [...findings, ...(await databaseFindings(settings, database))];
  } catch (error) {
    return [...findings, { check: 'database', ok: false, detail: messageOf(error) }];
  } finally {
    await database.stop();
  }
}

function nodeFinding(): Finding {
  return { check: 'Node.js', ok: Number(process.versions.node.split('.')[0]) >= 24, detail: `${process.version} (24 or newer is needed)` };
}

async function dataFinding({ dataDirectory }: Settings): Promise<Finding> {
  try {
    await mkdir(dataDirectory, { recursive: true });
    await access(dataDirectory, constants.W_OK);
    return { check: 'data folder', ok: true, detail: dataDirectory };
  } catch (error) {
    return { check: 'data folder', ok: false, detail: `${dataDirectory} is not writable: ${messageOf(error)}` };
  }
}

function exposureFinding({ host, publicUrl }: Settings): Finding {
  const ok = isLoopback(host) || publicUrl.startsWith('https:');
  return {
    check: 'public address',
    ok,
    detail: ok ? publicUrl : `${publicUrl} is not HTTPS although HOST ${host} is reachable from outside`,
  };
}

async function databaseFindings(settings: Settings, database: DatabaseServer): Promise<Finding[]> {
  const { version, cyrillic } = await describeDatabase(database.adminUrl);
  const findings: Finding[] = [
    { check: 'PostgreSQL', ok: version >= 150_000, detail: `${Math.floor(version / 10_000)}.${version % 10_000} (15 or newer is needed)` },
    {
      check: 'locale',
      ok: cyrillic,
      detail: cyrillic ? 'Cyrillic sorts and folds' : 'Cyrillic neither sorts nor folds: create the database with an ICU locale',
    },
  ];
  const missing = await missingMigrations(settings, database.adminUrl);
  findings.push({
    check: 'migrations',
    ok: missing.length === 0,
    detail: missing.length === 0 ? 'all applied' : `missing: ${missing.join(', ')}; run kabinet migrate`,
  });
  return missing.length > 0 ? findings : [...findings, ...(await serviceFindings(settings, database))];
}

async function serviceFindings(settings: Settings, database: DatabaseServer): Promise<Finding[]> {
  const { composition } = await openPortal({ ...settings, logLevel: 'error' }, database);
  try {
    const findings: Finding[] = [];
    for (const [name, service] of composition.services) {
      const { system } = service.contextAsService('command:doctor');
      const [letters, waiting] = [await listDeadLetters(system, 200), await undeliveredEvents(system)];
      const ok = letters.length === 0 && waiting.oldest_seconds < 60;
      findings.push({
        check: `events of ${name}`,
        ok,
        detail: `${letters.length} dead letters, ${waiting.count} undelivered (the oldest for ${waiting.oldest_seconds} s)`,
      });
    }
    return findings;
  } finally {
    await composition.stop();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
