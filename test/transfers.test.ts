import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { startNatsPeer } from './peers/nats.ts';
import { startOneProcess, type OneProcess } from './support/portal/one-process.ts';
import { startProcesses, type Processes } from './support/portal/processes.ts';
import { startRelay, type Relay } from './support/portal/relay.ts';
import { brokenPromises } from './support/transfers/checker.ts';
import { withoutGuarantees, withoutLocks } from './support/transfers/damage.ts';
import { KEYS, startWorkload } from './support/transfers/workload.ts';
import { buildTransferWorld } from './support/transfers/world.ts';

const nats = await startNatsPeer();
/** How long clients go for the same units, and how often at most until they have met. */
const WHILE_MS = 3_000;
const ROUNDS = 12;

/** The short form of `transfers.heavy.ts`. */
describe.skipIf(!nats)('units on the move while processes are killed and answers are lost', () => {
  let relay: Relay | undefined;
  let portal: Processes | undefined;
  beforeAll(async () => {
    if (!nats) return;
    relay = await startRelay(Number(new URL(inject('postgresUrl')).port));
    portal = await startProcesses({ nats, databases: 'one', databasePort: relay.port, replicas: { licenses: 2 } });
  }, 120_000);
  afterAll(async () => {
    await portal?.stop();
    await relay?.close();
    await nats?.stop();
  });

  test('move once or not at all, as clients are told', { timeout: 120_000 }, async () => {
    const started = portal as Processes;
    const world = await buildTransferWorld(started, 1_000_000, 3);
    const { journal, stop } = startWorkload(world, 8);
    await (relay as Relay).cut({ service: 'licenses', text: KEYS });
    const [killed] = started.running.get('licenses') ?? [];
    if (killed) await started.restart(killed, 'SIGKILL');
    await (relay as Relay).cut({ service: 'licenses', text: KEYS });
    await stop();
    await started.settle();
    const database = started.databases.get('licenses');
    if (!database) throw new Error('licenses has no database');
    expect(await brokenPromises(database, world, journal)).toEqual([]);
    expect(journal.wishes.filter(({ outcome }) => outcome === 'acknowledged').length).toBeGreaterThan(20);
    expect(journal.wishes.some(({ sent }) => sent > 1)).toBe(true);
  });
});

describe('without locks', () => {
  let portal: OneProcess;
  let undo: () => void;
  beforeAll(async () => {
    undo = withoutLocks();
    portal = await startOneProcess();
  });
  afterAll(async () => {
    undo();
    // A broken portal fails in many ways; that is no fault of the whole one.
    portal.inside.internalErrors.length = 0;
    await portal.stop();
  });

  /** Few units, so that many clients reach for the last ones at once. */
  async function broken(): Promise<string[]> {
    const world = await buildTransferWorld(portal, 2_000, 1);
    const { journal, stop } = startWorkload(world, 16);
    await pause(WHILE_MS);
    await stop();
    return brokenPromises(portal.inside.database, world, journal);
  }

  function ofUnits(faults: readonly string[]): string[] {
    return faults.filter((fault) => /^(units|postings)/.test(fault));
  }

  test('the database itself keeps units from being lost, made or given twice', { timeout: 60_000 }, async () => {
    expect(ofUnits(await broken())).toEqual([]);
  });

  test('and without its guarantees the same workload is caught', { timeout: 120_000 }, async () => {
    await withoutGuarantees(portal.inside.database);
    let found: string[] = [];
    for (let round = 0; round < ROUNDS && ofUnits(found).length === 0; round++) found = await broken();
    expect(ofUnits(found)).not.toEqual([]);
  });
});
