import { startEmbeddedPostgres, type EmbeddedPostgres } from '@kabinet/embedded-postgres';
import { stopAfterUs } from '@kabinet/testing/postgres';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server that a test may kill and freeze. What it acknowledged is durable, as in production. */
export interface OwnPostgres {
  readonly adminUrl: string;
  readonly port: number;
  /** Ends the server as the kernel would: SIGKILL. Its connections die with it. */
  kill(): Promise<void>;
  /** Ends the server at once, as `pg_ctl stop -m immediate` does: SIGQUIT. It recovers when it starts again. */
  stopAtOnce(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Neither answers nor closes its connections, until `thaw`. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'kabinet-own-postgres-'));
  const start = (): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({ dataDirectory, log: () => {}, extraSettings: { max_connections: '800' } });
  let server = await start();
  let release = stopAfterUs(server.pid, dataDirectory);
  const { adminUrl, port } = server;
  async function endBy(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    process.kill(server.pid, signal);
    await server.lost;
    await server.stop();
    release();
  }
  return {
    adminUrl,
    port,
    kill: () => endBy('SIGKILL'),
    stopAtOnce: () => endBy('SIGQUIT'),
    async start() {
      server = await start();
      release = stopAfterUs(server.pid, dataDirectory);
      if (server.port !== port) throw new Error(`PostgreSQL came back on port ${server.port} instead of ${port}`);
    },
    freeze: () => signalAll(server.pid, 'SIGSTOP'),
    thaw: () => signalAll(server.pid, 'SIGCONT'),
    async stop() {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
      release();
    },
  };
}

/** The postmaster first, so that no process of the server is missed. */
async function signalAll(postmaster: number, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  process.kill(postmaster, signal);
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  for (const pid of children.split(' ').filter((pid) => pid !== '')) process.kill(Number(pid), signal);
}
