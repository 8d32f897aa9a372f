import type { TestProject } from 'vitest/node';
import { testPostgres, type TestPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's URL of the run's PostgreSQL: `inject('postgresUrl')`. */
    postgresUrl: string;
  }
}

let server: TestPostgres | undefined;

/** Vitest calls this once, before the first test file. */
export async function setup(project: TestProject): Promise<void> {
  server = await testPostgres();
  project.provide('postgresUrl', server.adminUrl);
}

/** Vitest calls this once, after the last test file. */
export async function teardown(): Promise<void> {
  await server?.stop();
}
