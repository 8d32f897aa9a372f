import { cloneDatabase, type TestDatabase } from '@kabinet/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, startProgram, type RunningProgram } from '../apps/kabinet/test/program.ts';
import { freePorts } from './peers/free-ports.ts';

const SECRET = 'a secret of the tests, long enough to be one';

describe('processes of single services', { timeout: 60_000 }, () => {
  let folder: string;
  let database: TestDatabase;
  let environment: NodeJS.ProcessEnv;
  let url: string;
  const running: RunningProgram[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kabinet-start-order-'));
    database = await cloneDatabase([], SECRET);
    const [port, nats] = (await freePorts(2)) as [number, number];
    url = `http://127.0.0.1:${port}`;
    environment = {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: database.adminUrl,
      // Nobody listens there: a service starts without the broker.
      NATS_URL: `nats://127.0.0.1:${nats}`,
      KABINET_SECRET: SECRET,
      KABINET_DATA: folder,
      PORT: String(port),
      METRICS_PORT: '0',
      LOG_LEVEL: 'warn',
    };
  });
  afterAll(async () => {
    for (const program of running) await program.end('SIGKILL');
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts it where it cannot start; answers what it says. */
  async function refusal(target: string, changed: NodeJS.ProcessEnv): Promise<{ code: number | null; stderr: string }> {
    const { code, stderr } = await run({ environment: { ...environment, ...changed } }, 'serve', `--target=${target}`);
    return { code, stderr };
  }

  test('what cannot work does not start, and names the variable', async () => {
    const told = (variable: string) => ({ code: 2, stderr: expect.stringContaining(variable) as string });
    expect(await refusal('products', { NATS_URL: '' })).toEqual(told('NATS_URL'));
    expect(await refusal('products', { KABINET_SECRET: '' })).toEqual(told('KABINET_SECRET'));
    expect(await refusal('products', { DATABASE_URL: '' })).toEqual(told('PRODUCTS_DATABASE_URL'));
    expect(await refusal('products', { KABINET_DEMO: '1' })).toEqual(told('KABINET_DEMO'));
    expect(await refusal('prodcts', {})).toEqual(told('prodcts'));
  });

  test('a process whose peers have no address says which', async () => {
    expect(await refusal('licenses', {})).toEqual({ code: 2, stderr: expect.stringContaining('ORGANIZATIONS_URL') as string });
    expect(await refusal('licenses', { ORGANIZATIONS_URL: 'organizations', PRODUCTS_URL: 'http://127.0.0.1:9' })).toEqual({
      code: 2,
      stderr: expect.stringContaining('ORGANIZATIONS_URL: "organizations" is no address') as string,
    });
  });

  test('a process that was started first waits for the migrations, says so, and then works', async () => {
    const program = startProgram({ environment }, 'serve', '--target=products');
    running.push(program);
    await program.said('waiting_for');
    expect(program.output.stdout).toContain('products: products/0001-products.sql');
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    const withoutBroker = Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'NATS_URL'));
    expect(await run({ environment: withoutBroker }, 'migrate')).toMatchObject({ code: 0 });
    await program.said('listens on');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('a broken token opens nothing, and SIGTERM ends the process', async () => {
    const [program] = running;
    const answer = await fetch(`${url}/internal/products/listProducts`, { method: 'POST', body: '{}' });
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('unauthorized')]);
    expect((await fetch(`${url}/api/v1/products`)).status).toBe(404);
    expect(await program?.end('SIGTERM')).toBe(0);
  });
});
