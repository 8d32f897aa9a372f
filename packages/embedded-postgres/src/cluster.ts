import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { hasCode } from './processes.ts';
import { runServerProgram } from './server-program.ts';
import type { ServerUser } from './system-user.ts';

interface ClusterSetup {
  readonly dataDirectory: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  /** False where the data need not survive the machine, as in tests. */
  readonly durable: boolean;
}

export function clusterPath(dataDirectory: string): string {
  return join(dataDirectory, 'postgres');
}

/** The password of the cluster's superuser `postgres`, or `undefined` when none is stored. */
export async function readPassword(dataDirectory: string): Promise<string | undefined> {
  return readIfExists(passwordPath(dataDirectory));
}

/** Makes the cluster unless it exists. Returns the superuser's password; sets a new one when the stored one was lost. */
export async function prepareCluster(setup: ClusterSetup): Promise<string> {
  const { dataDirectory } = setup;
  const exists = existsSync(clusterPath(dataDirectory));
  const stored = await readPassword(dataDirectory);
  if (exists && stored) return stored;
  const password = stored ?? randomBytes(24).toString('hex');
  if (exists) await setPassword(setup, password);
  if (!stored) await storePassword(dataDirectory, password);
  if (!exists) await createCluster(setup, password);
  return password;
}

/** Makes the cluster beside its place and moves it there when it is whole, so that a start cut short leaves nothing half-made. */
async function createCluster({ dataDirectory, binaries, user, durable }: ClusterSetup, password: string): Promise<void> {
  await removeUnfinished(dataDirectory);
  const workplace = await mkdtemp(join(dataDirectory, 'postgres.unfinished-'));
  try {
    const passwordFile = join(workplace, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (user) {
      await chown(passwordFile, user.uid, user.gid);
      await chown(workplace, user.uid, user.gid);
    }
    await runServerProgram({
      program: binaries.initdb,
      directory: workplace,
      args: (directory) => [
        `--pgdata=${directory}/cluster`,
        '--username=postgres',
        `--pwfile=${directory}/password`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        ...(durable ? [] : ['--no-sync']),
      ],
      user,
    });
    await rename(join(workplace, 'cluster'), clusterPath(dataDirectory));
    await synchronise(dataDirectory);
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
}

async function removeUnfinished(dataDirectory: string): Promise<void> {
  const names = (await readdir(dataDirectory)).filter((name) => name.startsWith('postgres.unfinished-'));
  // An initdb whose Kabinet was killed may still be writing there, until it misses its files.
  const options = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };
  await Promise.all(names.map((name) => rm(join(dataDirectory, name), options)));
}

/** A rename is on disk only when its folder is (fsync(2)). */
async function synchronise(directory: string): Promise<void> {
  const handle = await open(directory);
  await handle.sync().finally(() => handle.close());
}

/** Single-user mode asks for no password. */
function setPassword({ dataDirectory, binaries, user }: ClusterSetup, password: string): Promise<void> {
  return runServerProgram({
    program: binaries.postgres,
    directory: clusterPath(dataDirectory),
    args: (directory) => ['--single', '-D', directory, 'postgres'],
    input: `ALTER ROLE postgres PASSWORD '${password}'\n`,
    user,
  });
}

async function storePassword(dataDirectory: string, password: string): Promise<void> {
  const path = passwordPath(dataDirectory);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(dirname(path), 0o700);
  await writeFile(`${path}.new`, password, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function passwordPath(dataDirectory: string): string {
  return join(dataDirectory, 'secrets', 'postgres-password');
}

async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
