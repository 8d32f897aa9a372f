import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '../src/embedded-postgres.ts';
import { isAlive, waitUntil } from '../src/processes.ts';
import { killOwner, startOwner, type OwnerProcess } from './owner-process.ts';

let dataDirectory: string;

// One cluster for all but the last: to make it takes longer than every test here.
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'kabinet-recovery-'));
});

afterAll(async () => {
  await rm(dataDirectory, { recursive: true, force: true });
});

async function start(directory = dataDirectory): Promise<OwnerProcess> {
  const owner = await startOwner(directory);
  onTestFinished(() => killOwner(owner, 'SIGTERM'));
  return owner;
}

async function connect({ adminUrl }: OwnerProcess): Promise<Client> {
  if (adminUrl === undefined) throw new Error('the owner was refused');
  const client = new Client({ connectionString: adminUrl });
  // These connections are cut on purpose.
  client.on('error', () => {});
  await client.connect();
  onTestFinished(() => client.end().catch(() => {}));
  return client;
}

/** Adds a row and returns its id, once the server has acknowledged it. */
async function addRow(owner: OwnerProcess): Promise<number> {
  const client = await connect(owner);
  await client.query('create table if not exists acknowledged (id int generated always as identity)');
  const { rows } = await client.query<{ id: number }>('insert into acknowledged default values returning id');
  return rows[0]?.id ?? 0;
}

async function lastRow(owner: OwnerProcess): Promise<number | undefined> {
  const client = await connect(owner);
  return (await client.query<{ id: number }>('select max(id) as id from acknowledged')).rows[0]?.id;
}

test('after kill -9 of its owner the orphaned server is stopped and every acknowledged row is there', async () => {
  const killed = await start();
  const row = await addRow(killed);
  await killOwner(killed, 'SIGKILL');
  expect(isAlive(killed.pid ?? 0)).toBe(true);

  const next = await start();
  expect(next.pid).not.toBe(killed.pid);
  expect(isAlive(killed.pid ?? 0)).toBe(false);
  expect(await lastRow(next)).toBe(row);
  // It was stopped, not killed in its turn: the next one has nothing to repair.
  expect(readFileSync(join(dataDirectory, 'logs', 'postgres.log'), 'utf8')).not.toContain('was interrupted');
});

test('after kill -9 of owner and postmaster a backend that is still busy does not stand in the way', async () => {
  const killed = await start();
  const row = await addRow(killed);
  const busy = await connect(killed);
  const backend = (await busy.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
  // A loop without waits does not notice that the postmaster is gone.
  const loop = busy.query('do $$ begin loop end loop; end $$').catch(() => {});
  process.kill(killed.pid ?? 0, 'SIGKILL');
  await killOwner(killed, 'SIGKILL');
  expect(await waitUntil(() => !isAlive(killed.pid ?? 0), 5_000)).toBe(true);
  expect(isAlive(backend)).toBe(true);

  expect(await lastRow(await start())).toBe(row);
  expect(isAlive(backend)).toBe(false);
  await loop;
});

test('a pid file whose number meanwhile belongs to another program is recognised, and the program left alone', async () => {
  const killed = await start();
  const row = await addRow(killed);
  process.kill(killed.pid ?? 0, 'SIGKILL');
  await killOwner(killed, 'SIGKILL');
  const file = join(dataDirectory, 'postgres', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  onTestFinished(() => void stranger.kill());
  await writeFile(file, [stranger.pid, ...lines.slice(1)].join('\n'));

  expect(await lastRow(await start())).toBe(row);
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
});

test('an owner hears of the loss of its server, and can start it again', async () => {
  const extraSettings = { fsync: 'off' };
  const server = await startEmbeddedPostgres({ dataDirectory, log: () => {}, extraSettings });
  process.kill(server.pid, 'SIGKILL');
  expect((await server.lost).message).toContain('PostgreSQL ended by itself');
  await server.stop();
  const again = await startEmbeddedPostgres({ dataDirectory, log: () => {}, extraSettings });
  await again.stop();
  expect(isAlive(again.pid)).toBe(false);
});

test('of two simultaneous starts one wins and the other is told who runs', async () => {
  const both = await Promise.all([start(), start()]);
  const winner = both.find((owner) => owner.adminUrl !== undefined);
  const loser = both.find((owner) => owner.inUseBy !== undefined);
  expect(loser?.inUseBy).toBe(winner?.child.pid);
  expect(loser?.message).toBe(`Kabinet is already running on this data (pid ${winner?.child.pid}, port 8080)`);
});

test('a cluster whose making was cut short by kill -9 is made again', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'kabinet-cut-short-'));
  onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
  const hasBegun = () => readdirSync(dataDirectory).some((name) => existsSync(join(dataDirectory, name, 'cluster', 'PG_VERSION')));
  const cutShort = startOwner(dataDirectory).catch((error: unknown) => error);
  expect(await waitUntil(hasBegun, 5_000)).toBe(true);
  process.kill(readLockOwner(dataDirectory), 'SIGKILL');
  expect(await cutShort).toBeInstanceOf(Error);
  expect(existsSync(join(dataDirectory, 'postgres'))).toBe(false);

  expect(await addRow(await start(dataDirectory))).toBe(1);
  expect(readdirSync(dataDirectory).filter((name) => name.includes('unfinished'))).toEqual([]);
});

function readLockOwner(directory: string): number {
  const folder = join(directory, 'kabinet.lock');
  const newest =
    readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .toSorted()
      .at(-1) ?? '';
  return (JSON.parse(readFileSync(join(folder, newest), 'utf8')) as { pid: number }).pid;
}
