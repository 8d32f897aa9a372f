import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['apps/**', 'packages/**', 'services/**', 'contracts/**', 'test/**', 'tools/**'].map((folder) => `${folder}/*.test.ts`),
    globalSetup: ['packages/testing/src/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
