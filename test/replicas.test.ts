import { afterAll, beforeAll, describe } from 'vitest';
import { startNatsPeer } from './peers/nats.ts';
import { accessSuite } from './suites/access.ts';
import { holdingSuite } from './suites/holding.ts';
import { journeySuite } from './suites/journey.ts';
import { liveSuite } from './suites/live.ts';
import { restartSuite } from './suites/restart.ts';
import { viewingSuite } from './suites/viewing.ts';
import { startProcesses, type Processes } from './support/portal/processes.ts';

const nats = await startNatsPeer();

describe.skipIf(!nats)('two replicas of licenses, notifications and the gateway on one database', () => {
  let portal: Processes | undefined;
  const started = (): Processes => portal as Processes;
  beforeAll(async () => {
    if (nats) portal = await startProcesses({ nats, databases: 'one', replicas: { licenses: 2, notifications: 2, gateway: 2 } });
  }, 120_000);
  afterAll(async () => {
    await portal?.stop();
    await nats?.stop();
  });

  holdingSuite(started);
  journeySuite(started);
  liveSuite(started);
  viewingSuite(started);
  accessSuite(started, 'one of each kind');
  restartSuite(started);
});
