import { existsSync } from 'node:fs';
import { listDeadLetters } from '@kabinet/events';
import { joinDatabase, type DatabaseServer } from '../database-server.ts';
import { openPortal } from '../portal.ts';
import { installationSecret, secretFile } from '../secret.ts';
import type { Settings } from '../settings.ts';
import { databaseFindings } from './databases.ts';
import { messageOf, type Finding } from './finding.ts';
import { machineFindings } from './machine.ts';
import { networkFindings } from './network.ts';
import { outsideFindings } from './outside.ts';
import { undeliveredEvents } from './queries.ts';

/** Looks at everything that an installation needs, and makes nothing; each finding says what is, and what to do when it is wrong. */
export async function diagnose(settings: Settings): Promise<Finding[]> {
  const around = Promise.all([machineFindings(settings), networkFindings(settings), outsideFindings(settings)]);
  const stored = await storedFindings(settings);
  const [machine, network, outside] = await around;
  return [...machine, ...stored, ...network, ...outside];
}

async function storedFindings(settings: Settings): Promise<Finding[]> {
  // The passwords of the databases follow from it: that it is not there is said already, and it is not made here.
  if (settings.secret === undefined && !existsSync(secretFile(settings.dataDirectory))) return [];
  let database: DatabaseServer;
  try {
    database = await joinDatabase(settings, () => {});
  } catch (error) {
    return [{ check: 'PostgreSQL', ok: false, detail: `cannot be started: ${messageOf(error)}` }];
  }
  try {
    const secret = await installationSecret(settings.secret, settings.dataDirectory);
    const findings = await databaseFindings(settings, database.adminUrl, secret);
    return findings.every(({ ok }) => ok) ? [...findings, ...(await eventFindings(settings, database))] : findings;
  } catch (error) {
    return [{ check: 'services', ok: false, detail: messageOf(error) }];
  } finally {
    await database.stop();
  }
}

async function eventFindings(settings: Settings, database: DatabaseServer): Promise<Finding[]> {
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
