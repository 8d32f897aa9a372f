import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type * as fileSystem from 'node:fs/promises';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { DataInUseError, lockData } from '../src/data-lock.ts';
import { processIdentity } from '../src/processes.ts';

// The real file system; a test may step in before a claimant takes its number.
const { link } = vi.hoisted(() => ({ link: vi.fn<typeof fileSystem.link>() }));
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof fileSystem>();
  link.mockImplementation(actual.link);
  return { ...actual, link };
});

let directory: string;

beforeEach(async (context) => {
  directory = await mkdtemp(join(tmpdir(), 'kabinet-lock-'));
  // Hooks registered first run last: every server has stopped by then.
  context.onTestFinished(() => rm(directory, { recursive: true, force: true }));
});

async function takeAndRelease(): Promise<void> {
  const lock = await lockData(directory);
  await lock.release();
}

async function leaveLock(owner: unknown): Promise<void> {
  const lock = await lockData(directory);
  await lock.release();
  const newest = (await readdir(join(directory, 'kabinet.lock'))).at(-1) ?? '';
  await writeFile(join(directory, 'kabinet.lock', newest), typeof owner === 'string' ? owner : JSON.stringify(owner));
}

test('refuses while the owner lives, and gives the data free when it releases', async () => {
  const lock = await lockData(directory, { note: 'port 8080' });
  const refusal = await lockData(directory).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DataInUseError);
  expect(refusal).toMatchObject({ pid: process.pid, message: `Kabinet is already running on this data (pid ${process.pid}, port 8080)` });
  await lock.release();
  await expect(takeAndRelease()).resolves.toBeUndefined();
});

test('takes over from a process that is gone', async () => {
  const gone = spawn('sleep', ['60']);
  const identity = processIdentity(gone.pid ?? 0);
  expect(identity).toBeDefined();
  gone.kill('SIGKILL');
  await once(gone, 'exit');
  await leaveLock({ pid: gone.pid, identity, note: '' });
  await expect(takeAndRelease()).resolves.toBeUndefined();
});

test('takes over when the number of the owner now belongs to another process', async () => {
  await leaveLock({ pid: process.pid, identity: 'another boot:1', note: '' });
  await expect(takeAndRelease()).resolves.toBeUndefined();
});

test('takes over a lock that a power failure cut short', async () => {
  await leaveLock('{"pid":1');
  await expect(takeAndRelease()).resolves.toBeUndefined();
});

test('refuses a slow claimant whose number was taken, released and overtaken meanwhile', async (context) => {
  const take = link.getMockImplementation();
  link.mockImplementationOnce(async (...paths) => {
    const released = await lockData(directory);
    await released.release();
    const younger = await lockData(directory, { note: 'the younger' });
    context.onTestFinished(() => younger.release());
    return take?.(...paths);
  });
  await expect(lockData(directory)).rejects.toThrow('the younger');
});

test('never has two owners while many take and release it, and leaves one file', async () => {
  let owners = 0;
  let turns = 0;
  async function takeTurns(): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      const lock = await lockData(directory).catch((error: unknown) => {
        if (!(error instanceof DataInUseError)) throw error;
      });
      if (!lock) continue;
      turns += 1;
      owners += 1;
      expect(owners).toBe(1);
      await nextTurn();
      owners -= 1;
      await lock.release();
    }
  }
  await Promise.all(Array.from({ length: 8 }, takeTurns));
  expect(turns).toBeGreaterThan(10);
  expect(await readdir(join(directory, 'kabinet.lock'))).toHaveLength(1);
});

test('lets exactly one of many through that find a stale lock at once', async () => {
  await leaveLock({ pid: process.pid, identity: 'another boot:1', note: '' });
  const claims = await Promise.allSettled(Array.from({ length: 12 }, () => lockData(directory)));
  expect(claims.filter((claim) => claim.status === 'fulfilled')).toHaveLength(1);
});
