import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { newInstallation, startProgram, type Installation, type RunningProgram } from '../../../kabinet/test/program.ts';
import { chromiumPath } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The origin of the run's portal, with the demo in it; empty where there is no browser to look at it with. */
    portalUrl: string;
  }
}

const BUILD = fileURLToPath(new URL('../../../../tools/build-web.ts', import.meta.url));

let installation: Installation | undefined;
let portal: RunningProgram | undefined;

/** Vitest calls this once, before the first test in a browser: one portal for all of them, as `npm start` makes it. */
export async function setup(project: TestProject): Promise<void> {
  if (spawnSync(process.execPath, [BUILD], { stdio: 'inherit' }).status !== 0) throw new Error('the web app cannot be built');
  if (chromiumPath() === undefined) return project.provide('portalUrl', '');
  installation = await newInstallation();
  // The tests log in more often than a person would be let.
  const environment = { ...installation.environment, RATE_LIMITS: 'off', KABINET_DEMO: '1' };
  portal = startProgram({ ...installation, environment }, 'start');
  await portal.said('Ctrl-C stops it');
  project.provide('portalUrl', installation.url.replace('127.0.0.1', 'localhost'));
}

/** Vitest calls this once, after the last test file. */
export async function teardown(): Promise<void> {
  await portal?.end('SIGINT');
  await installation?.remove();
}
