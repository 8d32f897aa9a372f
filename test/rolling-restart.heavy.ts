import { afterAll, beforeAll, describe } from 'vitest';
import { targetNames } from '../apps/kabinet/src/targets.ts';
import { startNatsPeer } from './peers/nats.ts';
import { restartSuite } from './suites/restart.ts';
import { startProcesses, type Processes } from './support/portal/processes.ts';

const nats = await startNatsPeer();

/** In CI three targets have two processes; here every one has. */
describe.skipIf(!nats)('two processes of every service', () => {
  let portal: Processes | undefined;
  beforeAll(async () => {
    const replicas = Object.fromEntries(targetNames.map((name) => [name, 2]));
    if (nats) portal = await startProcesses({ nats, databases: 'one', replicas });
  }, 240_000);
  afterAll(async () => {
    await portal?.stop();
    await nats?.stop();
  });

  restartSuite(() => portal as Processes);
});
