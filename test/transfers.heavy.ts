import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNatsPeer } from './peers/nats.ts';
import { startOwnPostgres, type OwnPostgres } from './support/portal/own-postgres.ts';
import { startProcesses, type Processes } from './support/portal/processes.ts';
import { startRelay, type Relay } from './support/portal/relay.ts';
import { brokenPromises } from './support/transfers/checker.ts';
import { reportOf } from './support/transfers/report.ts';
import { KEYS, startWorkload } from './support/transfers/workload.ts';
import { buildTransferWorld } from './support/transfers/world.ts';

const CLIENTS = 32;
const HOT_LICENSES = 5;
const LASTS_MS = 60_000;
const BETWEEN_CUTS_MS = 400;
const BETWEEN_FAULTS_MS = 3_000;
const DOWN_MS = 1_000;

const nats = await startNatsPeer();
const postgres = nats && (await startOwnPostgres());

/** Clients move units around hot licences while everything fails, and repeat what they got no answer to. */
describe.skipIf(!nats)('units on the move while everything fails', () => {
  let relay: Relay | undefined;
  let portal: Processes | undefined;
  beforeAll(async () => {
    if (!nats || !postgres) return;
    relay = await startRelay(postgres.port);
    const replicas = { licenses: 2, gateway: 2 };
    portal = await startProcesses({ nats, databases: 'one', serverUrl: postgres.adminUrl, databasePort: relay.port, replicas });
  });
  afterAll(async () => {
    await portal?.stop();
    await relay?.close();
    await postgres?.stop();
    await nats?.stop();
  });

  test('every acknowledged transfer is done once, no refused one, every unknown one once or not at all', async () => {
    const [processes, server, cutter] = [portal as Processes, postgres as OwnPostgres, relay as Relay];
    const world = await buildTransferWorld(processes, 1_000_000_000, HOT_LICENSES);
    const { journal, stop } = startWorkload(world, CLIENTS);
    const end = Date.now() + LASTS_MS;
    const [cuts, faults] = await Promise.all([cutUntil(end, cutter), failUntil(end, processes, server)]);
    await stop();
    await processes.settle();
    const database = processes.databases.get('licenses');
    if (!database) throw new Error('licenses has no database');
    const broken = await brokenPromises(database, world, journal);
    console.log(`${reportOf(journal, LASTS_MS / 1000)}; ${cuts} answers to COMMIT lost, ${faults}; ${broken.length} promises broken`);
    expect(broken).toEqual([]);
    expect(journal.told.get('internal_error')).toBeUndefined();
    expect(cuts).toBeGreaterThan(10);
  });
});

/** Connections of licenses are cut when PostgreSQL has committed and the service has not heard of it. */
async function cutUntil(end: number, relay: Relay): Promise<number> {
  let cuts = 0;
  while (Date.now() < end) {
    await Promise.race([relay.cut({ service: 'licenses', text: KEYS }), pause(end - Date.now())]);
    if (Date.now() < end) cuts += 1;
    await pause(BETWEEN_CUTS_MS);
  }
  return cuts;
}

/** Processes are killed, and PostgreSQL is stopped at once, in turn. */
async function failUntil(end: number, portal: Processes, postgres: OwnPostgres): Promise<string> {
  const done = { licenses: 0, gateway: 0, postgres: 0 };
  const turns = ['licenses', 'postgres', 'licenses', 'gateway'] as const;
  for (let turn = 0; Date.now() < end; turn++) {
    const target = turns[turn % turns.length] ?? 'licenses';
    if (target === 'postgres') {
      await postgres.stopAtOnce();
      await pause(DOWN_MS);
      await postgres.start();
    } else {
      const [process] = portal.running.get(target) ?? [];
      if (process) await portal.restart(process, 'SIGKILL');
    }
    done[target] += 1;
    await pause(BETWEEN_FAULTS_MS);
  }
  return `licenses killed ${done.licenses} times, the gateway ${done.gateway}, PostgreSQL stopped at once ${done.postgres}`;
}
