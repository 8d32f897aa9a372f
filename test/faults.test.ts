import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { targetNames } from '../apps/kabinet/src/targets.ts';
import { startNatsPeer } from './peers/nats.ts';
import { faultSuite } from './suites/faults.ts';
import { lostAnswerSuite } from './suites/lost-answers.ts';
import { killed, natsFaults } from './support/faults/faults.ts';
import { newJournal } from './support/faults/journal.ts';
import { probesOf } from './support/faults/probes.ts';
import { buildWorld, type World } from './support/faults/world.ts';
import { startProcesses, type Processes } from './support/portal/processes.ts';
import { startRelay, type Relay } from './support/portal/relay.ts';

const nats = await startNatsPeer();

/** The short form of `faults.heavy.ts`. */
describe.skipIf(!nats)('a process per service that loses one', () => {
  let relay: Relay | undefined;
  let portal: Processes | undefined;
  let world: World | undefined;
  beforeAll(async () => {
    if (!nats) return;
    relay = await startRelay(Number(new URL(inject('postgresUrl')).port));
    portal = await startProcesses({ nats, databases: 'one', databasePort: relay.port });
    world = await buildWorld(portal, newJournal());
  }, 120_000);
  afterAll(async () => {
    await portal?.stop();
    await relay?.close();
    await nats?.stop();
  });

  test('there is no service that nobody would miss', () => {
    const needed = new Set(probesOf(world as World).flatMap(({ needs }) => needs));
    expect(targetNames.filter((name) => !needed.has(name))).toEqual([]);
  });

  const short = { keepMs: 2_000 };
  const SLOWER = 2.5;
  const [natsKilled] = nats ? natsFaults(nats) : [];
  faultSuite(
    () => world as World,
    [killed(() => portal as Processes, 'licenses'), ...(natsKilled ? [natsKilled] : [])].map((fault) => ({ ...fault, ...short })),
    [],
    SLOWER,
  );
  lostAnswerSuite(
    () => world as World,
    () => relay as Relay,
    [],
  );
});
