import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { DataInUseError, lockData } from '../src/data-lock.ts';
import { processIdentity } from '../src/processes.ts';

let directory: string;

beforeEach(async (context) => {
  directory = await mkdtemp(join(tmpdir(), 'kabinet-lock-'));
  // Hooks registered first run last: every server has stopped by then.
  context.onTestFinished(() => rm(directory, { recursive: true, force: true }));
});

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
  await (await lockData(directory)).release();
});

test('takes over from a process that is gone', async () => {
  const gone = spawn('true');
  const identity = processIdentity(gone.pid ?? 0);
  await once(gone, 'exit');
  await leaveLock({ pid: gone.pid, identity, note: '' });
  await (await lockData(directory)).release();
});

test('takes over when the number of the owner now belongs to another process', async () => {
  await leaveLock({ pid: process.pid, identity: 'another boot:1', note: '' });
  await (await lockData(directory)).release();
});

test('takes over a lock that a power failure cut short', async () => {
  await leaveLock('{"pid":1');
  await (await lockData(directory)).release();
});

test('lets exactly one of many through, round after round over a stale lock, and leaves one file', async () => {
  for (let round = 0; round < 10; round += 1) {
    const claims = await Promise.allSettled(Array.from({ length: 12 }, () => lockData(directory)));
    const winners = claims.filter((claim) => claim.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    await winners[0]?.value.release();
  }
  expect(await readdir(join(directory, 'kabinet.lock'))).toHaveLength(1);
});
