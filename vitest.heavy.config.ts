import { defineConfig } from 'vitest/config';

/** What takes minutes: faults at many moments and large amounts. A short form of each stands among the ordinary tests. */
export default defineConfig({
  test: {
    include: ['apps/**/*.heavy.ts', 'packages/**/*.heavy.ts', 'services/**/*.heavy.ts', 'test/**/*.heavy.ts'],
    globalSetup: ['packages/testing/src/global-setup.ts'],
    testTimeout: 30 * 60_000,
    hookTimeout: 5 * 60_000,
    fileParallelism: false,
  },
});
