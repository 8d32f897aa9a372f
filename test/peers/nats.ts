/** A real NATS server with JetStream for tests, on 127.0.0.1, with a store of its own that outlives its restarts. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from './free-ports.ts';
import { missingPeer } from './missing-peer.ts';

export interface NatsPeer {
  readonly url: string;
  /** Starts it again on the same port and store. */
  start(): Promise<void>;
  /** Ends it as a power cut would end the process: SIGKILL. */
  kill(): Promise<void>;
  /** Neither answers nor closes its connections, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Throws away everything stored; only while it does not run. */
  deleteStore(): Promise<void>;
  /** Keeps a copy of the store; only while it does not run. */
  copyStore(): Promise<void>;
  /** Puts the copied messages under the present state of the consumers: a disk that got the one and missed the other. */
  restoreMessages(): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

const program = '/usr/sbin/nats-server';
const cacheFolder = join(import.meta.dirname, '../../.cache/peers/nats');
const startLimitMs = 10_000;

/**
 * Starts the peer; undefined where it is not installed (an error where CI=true). `parameters` are more of nats-server's own, such as
 * `--user`. The server ends with this process, even when it is killed.
 */
export async function startNatsPeer(parameters: readonly string[] = []): Promise<NatsPeer | undefined> {
  if (!existsSync(program)) return missingPeer('nats');
  await removeAbandonedFolders();
  const folder = join(cacheFolder, `${process.pid}-${randomUUID()}`);
  const store = join(folder, 'store');
  const copy = join(folder, 'copy');
  await mkdir(folder, { recursive: true });
  const [port] = (await freePorts(1)) as [number];
  let child: ChildProcess | undefined;
  const peer: NatsPeer = {
    url: `nats://127.0.0.1:${port}`,
    start: async () => void (child = await startServer(port, folder, [...parameters, '--jetstream', '--store_dir', store])),
    kill: async () => {
      if (child) await endChild(child);
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    deleteStore: () => rm(store, { recursive: true, force: true }),
    copyStore: () => cp(store, copy, { recursive: true }),
    restoreMessages: () => restoreMessages(copy, store),
    stop: async () => {
      if (child) await endChild(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await peer.start();
  return peer;
}

/** Each stream's messages lie in a folder `msgs` beside `obs`, that of its consumers. */
async function restoreMessages(copy: string, store: string): Promise<void> {
  for (const path of await readdir(copy, { recursive: true })) {
    if (basename(path) !== 'msgs') continue;
    await rm(join(store, path), { recursive: true });
    await cp(join(copy, path), join(store, path), { recursive: true });
  }
}

/** A run that was killed leaves its folder, which is named after its process. */
async function removeAbandonedFolders(): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  for (const name of await readdir(cacheFolder)) {
    if (!existsSync(`/proc/${name.split('-', 1)[0]}`)) await rm(join(cacheFolder, name), { recursive: true, force: true });
  }
}

/** `setpriv --pdeathsig` lets the kernel end the server with us, so that a killed test run leaves no server behind. */
async function startServer(port: number, folder: string, parameters: readonly string[]): Promise<ChildProcess> {
  const log = join(folder, 'server.log');
  const address = ['--addr', '127.0.0.1', '--port', String(port), '--log', log];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...address, ...parameters], { stdio: 'ignore' });
  await once(child, 'spawn');
  const deadline = Date.now() + startLimitMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await endChild(child);
      throw new Error(`the nats peer did not start\n${await readFile(log, 'utf8').catch(() => '')}`);
    }
    await delay(20);
  }
  return child;
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Whether something greets us there: nats speaks first. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    return greeting.toString().startsWith('INFO ');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
