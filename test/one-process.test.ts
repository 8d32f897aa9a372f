import { afterAll, beforeAll } from 'vitest';
import { accessSuite } from './suites/access.ts';
import { holdingSuite } from './suites/holding.ts';
import { journeySuite } from './suites/journey.ts';
import { liveSuite } from './suites/live.ts';
import { viewingSuite } from './suites/viewing.ts';
import { startOneProcess } from './support/portal/one-process.ts';
import type { TestedPortal } from './support/portal/tested-portal.ts';

let portal: TestedPortal;
beforeAll(async () => void (portal = await startOneProcess()));
afterAll(() => portal.stop());

accessSuite(() => portal, 'everybody');
holdingSuite(() => portal);
journeySuite(() => portal);
liveSuite(() => portal);
viewingSuite(() => portal);
