import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,packages,services}/*/{src,test}/**/*.test.ts', 'contracts/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['packages/testing/src/global-setup.ts'],
    // A process per file: tests stop servers, kill children and load native code.
    pool: 'forks',
    // Test files mostly wait for PostgreSQL, so one worker more than cores keeps both busy.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
