import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findRunningPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from '../src/embedded-postgres.ts';
import { isAlive } from '../src/processes.ts';

let parent: string;
let dataDirectory: string;

// One cluster for all: to make it takes longer than every test here.
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kabinet-embedded-'));
  dataDirectory = join(parent, 'мои данные');
});

afterAll(async () => {
  await rm(parent, { recursive: true, force: true });
});

async function start(extraSettings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory, log: () => {}, extraSettings });
  onTestFinished(() => server.stop());
  return server;
}

async function query(adminUrl: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

describe('a server on a folder with a space and Cyrillic in its name', () => {
  test('starts, keeps its data, its port and its password, and starts again within a second', async () => {
    const first = await start({ max_connections: '37' });
    await query(first.adminUrl, 'create table kept as select 7 as value');
    expect(await query(first.adminUrl, 'show max_connections')).toEqual(['37']);
    expect(await query(first.adminUrl, 'show server_encoding')).toEqual(['UTF8']);
    expect(await query(first.adminUrl, 'show fsync')).toEqual(['on']);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const began = performance.now();
    const second = await start();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await query(second.adminUrl, 'select value from kept')).toEqual([7]);
  });

  test('asks for the password and opens its folders to nobody', async () => {
    const { adminUrl } = await start();
    const url = new URL(adminUrl);
    url.password = 'wrong';
    await expect(query(url.href, 'select 1')).rejects.toThrow('password authentication failed');
    const mode = async (path: string) => (await stat(join(dataDirectory, path))).mode & 0o777;
    expect(await mode('')).toBe(0o711);
    const closed = ['postgres', 'secrets', 'logs', 'kabinet.lock'];
    expect(await Promise.all(closed.map(mode))).toEqual(closed.map(() => 0o700));
    expect(await mode('secrets/postgres-password')).toBe(0o600);
  });

  test('is found by a command that works beside it, while it runs', async () => {
    expect(await findRunningPostgres(dataDirectory)).toBeUndefined();
    const server = await start();
    expect(await findRunningPostgres(dataDirectory)).toEqual({ adminUrl: server.adminUrl });
    await server.stop();
    expect(await findRunningPostgres(dataDirectory)).toBeUndefined();
  });

  test('gets a new password when the stored one is lost', async () => {
    const before = await start();
    await before.stop();
    await rm(join(dataDirectory, 'secrets'), { recursive: true });
    const after = await start();
    expect(after.adminUrl).not.toBe(before.adminUrl);
    expect(await query(after.adminUrl, 'select 1')).toEqual([1]);
  });

  test('moves to another port when its own is taken', async () => {
    const before = await start();
    await before.stop();
    const stranger = createServer().listen(before.port, '127.0.0.1');
    onTestFinished(() => void stranger.close());
    await once(stranger, 'listening');
    const after = await start();
    expect(after.port).not.toBe(before.port);
    expect(await query(after.adminUrl, 'select 1')).toEqual([1]);
  });

  test('says in the error why it did not start, and frees the data', async () => {
    const server = await start();
    await server.stop();
    await expect(start({ shared_buffers: 'much' })).rejects.toThrow('invalid value for parameter "shared_buffers": "much"');
    const again = await start();
    expect(await query(again.adminUrl, 'select 1')).toEqual([1]);
  });

  test('logs its own events but no statement, nor what stood in it', async () => {
    const server = await start();
    await expect(query(server.adminUrl, "select 'ivan@example.org'::int")).rejects.toThrow('ivan@example.org');
    await server.stop();
    const log = await readFile(join(dataDirectory, 'logs', 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('ivan@example.org');
  });
});
