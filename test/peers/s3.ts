/** A real S3 service for tests: OpenStack Swift with its s3api, on 127.0.0.1, with a fresh and empty store per start. */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.ts';
import { missingPeer } from './missing-peer.ts';
import { storageServers, swiftAccount, swiftConfiguration, swiftRingProgram } from './swift-configuration.ts';
import type { SwiftLayout, SwiftServer } from './swift-configuration.ts';

export interface S3Peer {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Ends the servers and removes what they stored. */
  stop(): Promise<void>;
}

const cacheFolder = join(import.meta.dirname, '../../.cache/peers/s3');
const python = '/usr/bin/python3';
/** A machine with other things to do is slow to start five servers in Python. */
const startLimitMs = 90_000;
const servers: readonly SwiftServer[] = [...storageServers, 'proxy'];

/**
 * Starts the peer; undefined where it is not installed (an error where CI=true).
 * The servers end with this process, even when it is killed.
 */
export async function startS3Peer(): Promise<S3Peer | undefined> {
  if (!servers.every((name) => existsSync(serverProgram(name)))) return missingPeer('s3');
  await removeAbandonedFolders();
  const folder = join(cacheFolder, `${process.pid}-${randomUUID()}`);
  const layout = await prepare(folder);
  const children = await Promise.all(servers.map((name) => startServer(name, folder)));
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(endChild));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilAllAnswer(Object.values(layout.ports), children);
  } catch (error) {
    const logs = await Promise.all(servers.map((name) => readFile(logFile(folder, name), 'utf8')));
    await stop();
    throw new Error(`the s3 peer did not start\n${logs.join('\n')}`, { cause: error });
  }
  return { endpoint: `http://127.0.0.1:${layout.ports.proxy}`, ...swiftAccount, stop };
}

function serverProgram(name: SwiftServer): string {
  return `/usr/bin/swift-${name}-server`;
}

function logFile(folder: string, name: SwiftServer): string {
  return join(folder, `${name}.log`);
}

/** A run that was killed leaves its folder, which is named after its process. */
async function removeAbandonedFolders(): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  for (const name of await readdir(cacheFolder)) {
    if (!existsSync(`/proc/${name.split('-', 1)[0]}`)) await rm(join(cacheFolder, name), { recursive: true, force: true });
  }
}

async function prepare(folder: string): Promise<SwiftLayout> {
  const [account, container, object, proxy] = (await freePorts(4)) as [number, number, number, number];
  const layout: SwiftLayout = {
    settings: join(folder, 'settings'),
    devices: join(folder, 'devices'),
    user: userInfo().username,
    ports: { account, container, object, proxy },
  };
  await mkdir(join(layout.devices, 'disk'), { recursive: true });
  await mkdir(layout.settings);
  for (const [name, text] of swiftConfiguration(layout, randomUUID())) await writeFile(join(layout.settings, name), text);
  await promisify(execFile)(python, ['-c', swiftRingProgram(layout)]);
  return layout;
}

/** `setpriv --pdeathsig` lets the kernel end the server with us, so that a killed test run leaves no server behind. */
async function startServer(name: SwiftServer, folder: string): Promise<ChildProcess> {
  const log = await open(logFile(folder, name), 'w');
  const settings = join(folder, 'settings', `${name}-server.conf`);
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', python, serverProgram(name), settings], { stdio: ['ignore', log.fd, log.fd] });
  await once(child, 'spawn');
  await log.close();
  return child;
}

/** Killed and not asked: what it stored is thrown away in the next line. */
async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function untilAllAnswer(ports: readonly number[], children: readonly ChildProcess[]): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  while (!(await Promise.all(ports.map(answers))).every(Boolean)) {
    if (children.some((child) => child.exitCode !== null || child.signalCode !== null)) throw new Error('a server ended while starting');
    if (Date.now() > deadline) throw new Error(`not ready after ${startLimitMs} ms`);
    await delay(50);
  }
}

/** Any HTTP answer counts: only the proxy knows a health check, and the storage servers behind it must listen as well. */
async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthcheck`);
    await answer.text();
    return true;
  } catch {
    return false;
  }
}
