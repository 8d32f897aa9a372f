import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first.ts';

// Test files mostly wait for PostgreSQL, so one worker more than cores keeps both busy.
const maxWorkers = Math.min(availableParallelism() + 1, 8);
const IN_BROWSER = 'apps/web/test/e2e/*.test.ts';
// Processes: tests stop servers, kill children and load native code. What is polled for may be late on a busy machine.
const shared = { pool: 'forks', testTimeout: 20_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } } as const;

const NODE = ['{apps,packages,services}/*/{src,test}/**/*.test.ts', 'contracts/**/*.test.ts'];
// What replaces a module of Node, or measures its process' memory, wants a process of its own. The others share one per worker: what one
// file has imported, and Node has compiled well, is there for the next.
const APART = [
  'packages/embedded-postgres/test/data-lock.test.ts',
  'packages/store/test/*.test.ts',
  'services/issues/test/{attachments,helpdesk}.test.ts',
];

export default defineConfig({
  test: {
    maxWorkers,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          isolate: false,
          include: NODE,
          exclude: [...configDefaults.exclude, IN_BROWSER, ...APART],
          globalSetup: ['packages/testing/src/global-setup.ts'],
        },
      },
      { test: { ...shared, name: 'node-apart', include: APART, globalSetup: ['packages/testing/src/global-setup.ts'] } },
      {
        test: { ...shared, name: 'portal', include: ['test/**/*.test.ts'], globalSetup: ['packages/testing/src/global-setup.ts'] },
      },
      {
        // A journey has many steps; each of them has a patience of its own. One that fails is tried once more: three browsers share the
        // machine with the portal, and the pictures of the first try tell what was seen.
        test: {
          ...shared,
          name: 'browser',
          retry: 1,
          testTimeout: 60_000,
          maxConcurrency: 2,
          include: [IN_BROWSER],
          globalSetup: ['apps/web/test/e2e/global-setup.ts'],
        },
      },
    ],
  },
});
