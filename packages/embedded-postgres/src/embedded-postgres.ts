import { access, chmod, constants, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { clusterPath, prepareCluster, readPassword } from './cluster.ts';
import { type DataLock, lockData } from './data-lock.ts';
import { findFreePort, isFreePort } from './free-port.ts';
import { endOrphans } from './orphans.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { type Postmaster, ServerEndedError, type ServerSettings, startPostmaster } from './postmaster.ts';
import { isAlive } from './processes.ts';
import { openServerLog } from './server-log.ts';
import { chooseServerUser, type ServerUser } from './system-user.ts';

export { clusterPath };

export interface EmbeddedPostgresOptions {
  /** `KABINET_DATA`; made when it does not exist. */
  readonly dataDirectory: string;
  readonly log: (message: string) => void;
  /** Shown to a second start on the same data, for example `port 8080`. */
  readonly note?: string;
  /** Settings that overrule the usual ones, for tests. */
  readonly extraSettings?: ServerSettings;
}

export interface EmbeddedPostgres {
  /** The superuser's connection URL, password included. */
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves with the reason when the server ends without `stop()`. */
  readonly lost: Promise<Error>;
  /** Stops the server and frees the data. */
  stop(): Promise<void>;
}

const usualSettings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  // A socket's path is bounded to some 100 bytes, and the data may lie deeper.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // LOG stands above ERROR here: the server's own events are kept, but not failed statements, which hold personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
};

/**
 * Starts PostgreSQL on `dataDirectory`, on 127.0.0.1 and a port that stays the same as long as no other program takes it. Makes the
 * cluster at the first start; repairs what a kill left behind at any other.
 * @throws DataInUseError when another process works on the data
 * @throws ServerEndedError when the server does not come up, with its last words
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDirectory = resolve(options.dataDirectory);
  await makeDataDirectory(dataDirectory);
  const lock = await lockData(dataDirectory, { note: options.note ?? '' });
  try {
    return await startLocked({ ...options, dataDirectory }, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The server that another process runs on `dataDirectory`, for commands that work beside it; `undefined` when none is ready. */
export async function findRunningPostgres(dataDirectory: string): Promise<{ adminUrl: string } | undefined> {
  const server = readPostmasterFile(clusterPath(dataDirectory));
  const password = await readPassword(dataDirectory);
  if (!server?.ready || !isAlive(server.pid) || password === undefined) return undefined;
  return { adminUrl: adminUrl(server.port, password) };
}

async function startLocked({ dataDirectory, log, extraSettings = {} }: EmbeddedPostgresOptions, lock: DataLock): Promise<EmbeddedPostgres> {
  const cluster = clusterPath(dataDirectory);
  const user = chooseServerUser(cluster);
  if (user) await openToOthers(dataDirectory);
  await endOrphans(cluster, log);
  const binaries = await findBinaries({ dataDirectory, user });
  const password = await prepareCluster({ dataDirectory, binaries, user, durable: extraSettings['fsync'] !== 'off' });
  const settings = { ...usualSettings, ...extraSettings };
  const { postmaster, port } = await startOnFreePort({ dataDirectory, binaries, user, settings });
  return {
    adminUrl: adminUrl(port, password),
    port,
    pid: postmaster.pid,
    lost: postmaster.lost,
    stop: async () => {
      await postmaster.stop();
      await lock.release();
    },
  };
}

interface PortSearch {
  readonly dataDirectory: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly settings: ServerSettings;
}

/** Prefers the port of the last time, which may be written down in a tool of the person's. */
async function startOnFreePort({ dataDirectory, binaries, user, settings }: PortSearch): Promise<{ postmaster: Postmaster; port: number }> {
  const portFile = join(dataDirectory, 'postgres-port');
  const remembered = Number(await readFile(portFile, 'utf8').catch(() => ''));
  const onOutput = openServerLog(join(dataDirectory, 'logs', 'postgres.log'));
  let port = remembered > 0 && (await isFreePort(remembered)) ? remembered : await findFreePort();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const postmaster = await startPostmaster({
        program: binaries.postgres,
        cluster: clusterPath(dataDirectory),
        user,
        settings: { ...settings, port: String(port) },
        onOutput,
      });
      if (port !== remembered) await writeFile(portFile, String(port), { mode: 0o600 });
      return { postmaster, port };
    } catch (error) {
      // Another program was faster to take the port.
      const isTaken = error instanceof ServerEndedError && error.message.includes('could not bind');
      if (!isTaken || attempt === 3) throw error;
      port = await findFreePort();
    }
  }
}

function adminUrl(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function makeDataDirectory(directory: string): Promise<void> {
  const created = await mkdir(directory, { recursive: true });
  if (created !== undefined) await chmod(directory, 0o711);
  await access(directory, constants.W_OK).catch((cause: unknown) => {
    throw new Error(`${directory} cannot be written by this user: run as its owner or choose another folder by KABINET_DATA`, { cause });
  });
}

/** Lets the server's user pass through; our own folders inside stay closed. */
async function openToOthers(directory: string): Promise<void> {
  const { mode } = await stat(directory);
  if ((mode & 0o011) !== 0o011) await chmod(directory, (mode & 0o777) | 0o011);
}
