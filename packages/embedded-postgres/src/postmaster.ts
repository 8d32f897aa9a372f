import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { stopServer } from './orphans.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { sendSignal } from './processes.ts';
import { lastLines, letGo, spawnServerProgram } from './server-program.ts';
import type { ServerUser } from './system-user.ts';

/** PostgreSQL's settings by name, as in postgresql.conf. */
export type ServerSettings = Readonly<Record<string, string>>;

export interface Postmaster {
  readonly pid: number;
  /** Resolves with the reason when the server ends without `stop()`. */
  readonly lost: Promise<Error>;
  stop(): Promise<void>;
}

interface PostmasterOptions {
  readonly program: string;
  readonly cluster: string;
  readonly user: ServerUser | undefined;
  readonly settings: ServerSettings;
  readonly onOutput: (text: string) => void;
}

/** The server ended by itself. The message ends in what it said last. */
export class ServerEndedError extends Error {
  override readonly name = 'ServerEndedError';
}

/** Starts a server and waits, through a recovery of any length, until it takes connections. */
export async function startPostmaster({ program, cluster, user, settings, onOutput }: PostmasterOptions): Promise<Postmaster> {
  let output = '';
  const child = spawnServerProgram({
    program,
    directory: cluster,
    args: (directory) => ['-D', directory, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    user,
    onOutput: (text) => {
      output = (output + text).slice(-8_000);
      onOutput(text);
    },
  });
  child.stdin?.destroy();
  const { pid } = child;
  if (pid === undefined) throw new ServerEndedError(`${program} cannot be run`, { cause: (await once(child, 'error'))[0] });

  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const fault = () => new ServerEndedError(`PostgreSQL ended by itself:\n${lastLines(output)}`);
  const closed = once(child, 'close');
  while (!isReady(cluster, pid)) {
    if (hasEnded()) {
      await closed;
      throw fault();
    }
    await pause(10);
  }
  letGo(child);
  return supervise({ pid, hasEnded, exit: once(child, 'exit').then(fault) });
}

function isReady(cluster: string, pid: number): boolean {
  const file = readPostmasterFile(cluster);
  return file?.pid === pid && file.ready;
}

function supervise({ pid, hasEnded, exit }: { pid: number; hasEnded: () => boolean; exit: Promise<Error> }): Postmaster {
  // An exit that forgets `stop()` still leaves no server behind.
  const stopAtExit = () => {
    if (!hasEnded()) sendSignal(pid, 'SIGINT');
  };
  process.once('exit', stopAtExit);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    if (!hasEnded()) await stopServer(pid);
    process.off('exit', stopAtExit);
  };
  return {
    pid,
    lost: new Promise((resolve) => {
      void exit.then((reason) => stopping ?? resolve(reason));
    }),
    stop: () => (stopping ??= stop()),
  };
}
