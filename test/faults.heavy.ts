import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { targetNames } from '../apps/kabinet/src/targets.ts';
import { startNatsPeer } from './peers/nats.ts';
import { faultSuite } from './suites/faults.ts';
import { lostAnswerSuite } from './suites/lost-answers.ts';
import { frozen, killed, natsFaults, oneFrozen, oneKilled, postgresFaults } from './support/faults/faults.ts';
import { newJournal } from './support/faults/journal.ts';
import { faultPage, type Row } from './support/faults/table.ts';
import { buildWorld, type World } from './support/faults/world.ts';
import { startOwnPostgres } from './support/portal/own-postgres.ts';
import { startProcesses, type Processes } from './support/portal/processes.ts';
import { startRelay, type Relay } from './support/portal/relay.ts';

const PAGE = fileURLToPath(new URL('../docs/faults.md', import.meta.url));

const nats = await startNatsPeer();
const postgres = nats && (await startOwnPostgres());
const rows: Row[] = [];

/** Writes the fault table. */
describe.skipIf(!nats)('every part fails once', () => {
  afterAll(async () => {
    await writeFile(PAGE, faultPage(rows));
    await postgres?.stop();
    await nats?.stop();
  });

  describe('a process per service', () => {
    let relay: Relay | undefined;
    let portal: Processes | undefined;
    let world: World | undefined;
    const started = (): Processes => portal as Processes;
    beforeAll(async () => {
      if (!nats || !postgres) return;
      relay = await startRelay(postgres.port);
      portal = await startProcesses({ nats, databases: 'one', serverUrl: postgres.adminUrl, databasePort: relay.port });
      world = await buildWorld(portal, newJournal());
    });
    afterAll(async () => {
      await portal?.stop();
      await relay?.close();
    });

    const faults = [
      ...targetNames.map((target) => killed(started, target)),
      frozen(started, 'licenses'),
      ...(nats ? natsFaults(nats) : []),
      ...(postgres ? postgresFaults(postgres) : []),
    ];
    faultSuite(() => world as World, faults, rows);
    lostAnswerSuite(
      () => world as World,
      () => relay as Relay,
      rows,
    );
  });

  describe('two replicas of licenses', () => {
    let portal: Processes | undefined;
    let world: World | undefined;
    const started = (): Processes => portal as Processes;
    beforeAll(async () => {
      if (!nats) return;
      await nats.kill();
      await nats.deleteStore();
      await nats.start();
      portal = await startProcesses({ nats, databases: 'one', replicas: { licenses: 2 } });
      world = await buildWorld(portal, newJournal());
    });
    afterAll(async () => portal?.stop());

    faultSuite(() => world as World, [oneKilled(started, 'licenses'), oneFrozen(started, 'licenses')], rows);
  });
});
