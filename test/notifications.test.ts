import { createAssertionSigner, connectService } from '@kabinet/remote';
import { cloneDatabase, type TestDatabase } from '@kabinet/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { startProgram, type RunningProgram } from '../apps/kabinet/test/program.ts';
import { freePorts } from './peers/free-ports.ts';
import { tellWhileKilling } from './support/mails/faults.ts';
import { startMailSink, type MailSink } from './support/mails/sink.ts';
import { SECRET } from './support/portal/processes.ts';

/** The short form of `notifications.heavy.ts`: the portal in one process. */

let sink: MailSink;
let database: TestDatabase;
let folder: string;
let program: RunningProgram;
let environment: NodeJS.ProcessEnv;

async function startPortal(): Promise<void> {
  program = startProgram({ environment }, 'serve');
  await program.said('listens on');
}

beforeAll(async () => {
  sink = await startMailSink();
  database = await cloneDatabase(
    manifests.map(({ name, migrations }) => ({ service: name, migrations })),
    SECRET,
  );
  folder = await mkdtemp(join(tmpdir(), 'kabinet-mails-'));
  const [port] = (await freePorts(1)) as [number];
  const places = { DATABASE_URL: database.adminUrl, KABINET_DATA: folder, PORT: String(port), METRICS_PORT: '0' };
  const settings = { KABINET_SECRET: SECRET, KABINET_DEMO: '0', LOG_LEVEL: 'error', SMTP_URL: sink.url };
  environment = { ...process.env, NODE_OPTIONS: '', ...places, ...settings };
  await startPortal();
});
afterAll(async () => {
  await program.end('SIGINT');
  await sink.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('mails that are killed on their way are taken once, or marked as possibly sent; none is lost', { timeout: 120_000 }, async () => {
  const signer = createAssertionSigner(SECRET, 'tests');
  const urls = [`http://127.0.0.1:${environment['PORT']}`];
  const remote = ['auth', 'organizations', 'notifications'].map((service) => {
    const operations = manifests.find(({ name }) => name === service)?.contract.operations ?? {};
    return [service, connectService({ service, operations, urls, signer, log: pino({ level: 'silent' }) })] as const;
  });
  const transports = Object.fromEntries(remote.map(([service, { transport }]) => [service, transport]));
  const killPortal = async () => {
    await program.end('SIGKILL');
    await startPortal();
  };
  const faults = [killPortal, () => sink.restart()];
  const { broken, ...figures } = await tellWhileKilling({
    transports,
    database,
    sink,
    people: 10,
    announcements: 8,
    faults,
    leastFaults: 4,
    betweenFaults: 300,
  });
  await Promise.all(remote.map(([, service]) => service.close()));
  expect(broken).toEqual([]);
  expect(figures.notifications).toBe(80);
  expect(figures.faults).toBeGreaterThanOrEqual(3);
});
