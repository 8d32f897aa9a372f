import { startEmbeddedPostgres } from '@kabinet/embedded-postgres';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestPostgres {
  /** The superuser's connection URL, password included. */
  readonly adminUrl: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own for a test run: fast because nothing on it must survive, and gone after the run, even a killed one. */
export async function testPostgres(): Promise<TestPostgres> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'kabinet-test-'));
  const server = await startEmbeddedPostgres({
    dataDirectory,
    log: console.error,
    extraSettings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '800', scram_iterations: '1' },
  });
  const release = stopAfterUs(server.pid, dataDirectory);
  return {
    adminUrl: server.adminUrl,
    pid: server.pid,
    stop: async () => {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
      release();
    },
  };
}

/**
 * Has a shell notice our death, however sudden, by the end of its standard input; it then stops the server of that pid and removes its
 * data. The function that is answered sends the shell away.
 */
export function stopAfterUs(pid: number, dataDirectory: string): () => void {
  const script = 'read -r _; kill -INT "$1"; while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; rm -rf -- "$2"';
  const watchdog = spawn('sh', ['-c', script, 'watchdog', String(pid), dataDirectory], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.unref();
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  return () => {
    // Whoever waits here has nothing else to keep the process alive.
    watchdog.ref();
    watchdog.kill();
  };
}
