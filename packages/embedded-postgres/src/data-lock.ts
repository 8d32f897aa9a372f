import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, processIdentity } from './processes.ts';

interface Owner {
  readonly pid: number;
  readonly identity: string;
  readonly note: string;
}

export interface DataLock {
  release(): Promise<void>;
}

/** Another living process works on this data. `pid` is its number. */
export class DataInUseError extends Error {
  readonly pid: number;

  constructor({ pid, note }: { pid: number; note: string }) {
    super(`Kabinet is already running on this data (pid ${pid}${note && `, ${note}`})`);
    this.name = 'DataInUseError';
    this.pid = pid;
  }
}

/**
 * Claims `directory` for this process until `release()` or the process' end, however it ends. `note` is shown to whoever finds the
 * data in use, for example `port 8080`.
 *
 * The lock is a folder of numbered files; the highest number owns. A number is taken by `link`, which only one can win, and only when
 * the owner of the one before is gone; numbers never fall, so a slow claimant cannot remove or overtake a younger owner.
 * @throws DataInUseError
 */
export async function lockData(directory: string, { note = '' }: { note?: string } = {}): Promise<DataLock> {
  const folder = join(directory, 'kabinet.lock');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const owner: Owner = { pid: process.pid, identity: processIdentity(process.pid) ?? '', note };
  const claim = join(folder, `claim-${randomUUID()}`);
  await writeFile(claim, JSON.stringify(owner), { mode: 0o600 });
  try {
    const file = join(folder, String(await takeNextNumber(folder, claim)));
    // Emptied, not removed: the numbers must never fall.
    return { release: () => writeFile(file, '') };
  } finally {
    await rm(claim, { force: true });
  }
}

/** Throws a `DataInUseError` when a living process has claimed `directory`; claims and makes nothing itself. */
export async function refuseDataInUse(directory: string): Promise<void> {
  const folder = join(directory, 'kabinet.lock');
  const numbers = await numbersIn(folder).catch(() => []);
  const owner = await readOwner(join(folder, String(Math.max(0, ...numbers))));
  if (owner && isRunning(owner)) throw new DataInUseError(owner);
}

async function takeNextNumber(folder: string, claim: string): Promise<number> {
  for (;;) {
    const highest = Math.max(0, ...(await numbersIn(folder)));
    const owner = await readOwner(join(folder, String(highest)));
    if (owner && isRunning(owner)) throw new DataInUseError(owner);
    const mine = highest + 1;
    if (!(await linkIfAbsent(claim, join(folder, String(mine))))) continue;
    const numbers = await numbersIn(folder);
    if (Math.max(...numbers) === mine) {
      await Promise.all(numbers.filter((number) => number < mine).map((number) => rm(join(folder, String(number)), { force: true })));
      return mine;
    }
    await rm(join(folder, String(mine)), { force: true });
  }
}

function isRunning({ pid, identity }: Owner): boolean {
  const current = processIdentity(pid);
  return current !== undefined && current === identity;
}

async function numbersIn(folder: string): Promise<number[]> {
  return (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** The owner written in `file`; `undefined` when it is released, missing or was cut short by a power failure. */
async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function linkIfAbsent(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}
