import fc from 'fast-check';
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileEntry, objectPath } from '../src/file-path.ts';
import { createFileStore } from '../src/store.ts';
import type { Store } from '../src/store.ts';
import { anyKey } from './any-key.ts';
import { describeStore } from './store-suite.ts';

let directory: string;
let store: Store;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kabinet-store-'));
  store = createFileStore({ directory });
});
afterAll(() => rm(directory, { recursive: true }));

/** What a file descriptor stands for; nothing for one that is closed meanwhile. */
function targetOf(descriptor: string): Promise<string> {
  return readlink(`/proc/self/fd/${descriptor}`).catch(() => '');
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('a store of files', () => {
  describeStore(() => ({ store, samples: 60 }));

  it('leaves no files and no folders of deleted and refused objects', async () => {
    const own = createFileStore({ directory: join(directory, 'own') });
    await own.put('a/b/c', Buffer.from('x'));
    await expect(own.put('a/b/d', Buffer.from('x'), { size: 2 })).rejects.toThrow('expected');
    await own.delete('a/b/c');
    expect(await readdir(join(directory, 'own'), { recursive: true })).toEqual(['objects', 'unfinished']);
  });

  it('puts and deletes side by side although folders come and go', async () => {
    await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        for (let round = 0; round < 100; round += 1) {
          await store.put(`busy/folder/${index}`, Buffer.from([round]));
          await store.delete(`busy/folder/${index}`);
        }
      }),
    );
    expect(await Array.fromAsync(store.list({ prefix: 'busy/' }))).toEqual([]);
  });

  it('closes the file of contents that nobody reads, or reads a part of', async () => {
    await store.put('left', randomBytes(1_000_000));
    const open = async () =>
      (await Promise.all((await readdir('/proc/self/fd')).map(targetOf))).filter((path) => path.startsWith(directory));
    const unread = await store.read('left');
    const begun = await store.read('left');
    expect(await open()).toHaveLength(2);
    unread.chunks.destroy();
    for await (const _chunk of begun.chunks) break;
    await expect.poll(open).toEqual([]);
  });

  it('removes what a killed process left a day ago, and nothing newer', async () => {
    const folder = join(directory, 'swept', 'unfinished');
    await mkdir(folder, { recursive: true });
    for (const name of ['old', 'new']) await writeFile(join(folder, name), 'half');
    const yesterday = Date.now() / 1000 - 25 * 3600;
    await utimes(join(folder, 'old'), yesterday, yesterday);
    await createFileStore({ directory: join(directory, 'swept') }).put('a', Buffer.from('x'));
    expect(await readdir(folder)).toEqual(['new']);
  });
});

describe('paths of objects', () => {
  it('stay inside, fit every file system and differ for different keys', () => {
    fc.assert(
      fc.property(anyKey(), anyKey(), (one, other) => {
        const path = objectPath(one);
        for (const name of path) expect(name).toMatch(/^[a-z0-9._=-]{0,253}\.[odc]$/u);
        expect(Buffer.from(path.map((name) => fileEntry(name)?.bytes).join(''), 'latin1').toString()).toBe(one);
        if (one !== other) expect(path).not.toEqual(objectPath(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['../x.o', 'A.o', 'x', 'x.o~', '=4.o', '.DS_Store'])('do not take the file %s for an object', (name) => {
    expect(fileEntry(name)).toBeUndefined();
  });
});

describe('damage', () => {
  const contents = randomBytes(200_000);

  async function damagedStore(damage: (file: string) => Promise<void>): Promise<Store> {
    const own = await mkdtemp(join(directory, 'damaged-'));
    const damaged = createFileStore({ directory: own });
    await damaged.put('a', contents);
    const [file = ''] = await filesBelow(own);
    await damage(file);
    return damaged;
  }

  it('of one byte ends the reading with checksum_mismatch', async () => {
    const damaged = await damagedStore(async (file) => {
      const bytes = await readFile(file);
      bytes.writeUInt8(bytes.readUInt8(150_000) ^ 1, 150_000);
      await writeFile(file, bytes);
    });
    const { body } = await damaged.get('a');
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'checksum_mismatch' });
  });

  it.each([0, 4, 100_000, 200_100])('by truncation to %i bytes is found before any byte is given', async (length) => {
    const damaged = await damagedStore((file) => truncate(file, length));
    await expect(damaged.get('a')).rejects.toMatchObject({ kind: 'checksum_mismatch' });
    await expect(damaged.head('a')).rejects.toMatchObject({ kind: 'checksum_mismatch' });
  });
});

const roundSize = 64 * 16_384;

describe('a process killed while it puts', () => {
  it('leaves the old object or the new one, whole', { timeout: 60_000 }, async () => {
    const own = await mkdtemp(join(directory, 'killed-'));
    const survivor = createFileStore({ directory: own });
    for (let kill = 0; kill < 12; kill += 1) {
      const acknowledged = await putUntilKilled(own, (kill / 12) * roundSize);
      const { object, body } = await survivor.get('contested');
      const round = Number(object.metadata.round);
      expect(round).toBeGreaterThanOrEqual(acknowledged);
      expect((await buffer(body)).equals(Buffer.alloc(roundSize, round % 256))).toBe(true);
      expect(await Array.fromAsync(survivor.list({ prefix: '' }), ({ key }) => key)).toEqual(['contested']);
    }
    // Without a kill that hit an unfinished file this test would have shown nothing.
    expect((await readdir(join(own, 'unfinished'))).length).toBeGreaterThan(0);
  });
});

/** Kills the child when it has told of a put and has then written `written` bytes of another; gives the last round that it told of. */
async function putUntilKilled(folder: string, written: number): Promise<number> {
  const before = new Set(await unfinishedFiles(folder));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'put-for-ever.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const rounds: number[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => rounds.push(Number(line)));
  while (rounds.length === 0 || !(await isWriting(folder, before, written))) {
    if (child.exitCode !== null) throw new Error('the child ended by itself');
    await setImmediate();
  }
  child.kill('SIGKILL');
  await exited;
  return rounds.at(-1) ?? -1;
}

async function unfinishedFiles(folder: string): Promise<string[]> {
  return readdir(join(folder, 'unfinished')).catch(() => []);
}

async function isWriting(folder: string, before: ReadonlySet<string>, written: number): Promise<boolean> {
  const names = (await unfinishedFiles(folder)).filter((name) => !before.has(name));
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, 'unfinished', name)).then(
        ({ size }) => size,
        () => -1,
      ),
    ),
  );
  return sizes.some((size) => size >= written);
}

describe('a full disk', () => {
  it('refuses with full, keeps what there was and leaves nothing behind', async (context) => {
    const mounts = ['--user', '--map-root-user', '--mount'];
    const canMount = await promisify(execFile)('unshare', [...mounts, 'mount', '-t', 'tmpfs', 'none', directory]).then(
      () => true,
      () => false,
    );
    if (!canMount && process.env.CI === 'true') throw new Error('a small file system cannot be mounted here');
    context.skip(!canMount, 'a small file system cannot be mounted here');
    const folder = await mkdtemp(join(directory, 'full-'));
    const script = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" "$3" "$1"';
    const child = join(import.meta.dirname, 'fill-disk.ts');
    const { stdout } = await promisify(execFile)('unshare', [...mounts, 'sh', '-ec', script, 'sh', folder, process.execPath, child]);
    expect(JSON.parse(stdout)).toEqual({ refused: 'full', kept: 'small', keys: ['small'], unfinished: [] });
  });
});
