import { afterAll, beforeAll, describe } from 'vitest';
import { startNatsPeer } from './peers/nats.ts';
import { accessSuite } from './suites/access.ts';
import { holdingSuite } from './suites/holding.ts';
import { journeySuite } from './suites/journey.ts';
import { liveSuite } from './suites/live.ts';
import { viewingSuite } from './suites/viewing.ts';
import { startProcesses } from './support/portal/processes.ts';
import type { TestedPortal } from './support/portal/tested-portal.ts';

const nats = await startNatsPeer();

describe.skipIf(!nats)('a process per service, a database for each', () => {
  let portal: TestedPortal | undefined;
  beforeAll(async () => {
    if (nats) portal = await startProcesses({ nats, databases: 'each' });
  }, 120_000);
  afterAll(async () => {
    await portal?.stop();
    await nats?.stop();
  });

  accessSuite(() => portal as TestedPortal, 'one of each kind');
  holdingSuite(() => portal as TestedPortal);
  journeySuite(() => portal as TestedPortal);
  liveSuite(() => portal as TestedPortal);
  viewingSuite(() => portal as TestedPortal);
});
