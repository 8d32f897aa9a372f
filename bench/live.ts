import { readFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchInstallation } from './installation.ts';
import { cpuSeconds } from './load.ts';
import { ADMIN, addPeople } from './people.ts';
import { logIn, startPortalProcess, stopProcess } from './processes.ts';

const STREAMS = 2_000;
/** Below what one person may have in one process. */
const PER_PERSON = 5;

export interface LiveMeasure {
  readonly streams: number;
  /** What one open stream adds to the memory of the process. */
  readonly kbPerStream: number;
  /** From the request of an announcement to everyone until the last stream has it. */
  readonly lastToldMs: number;
  /** CPU of the process per second while nothing comes. */
  readonly idleCpuMs: number;
}

/** Open streams of one process: their memory, what they cost at rest, and when the last one is told. */
export async function measureLive(bench: BenchInstallation, streams = STREAMS): Promise<LiveMeasure> {
  const listeners = Array.from({ length: Math.ceil(streams / PER_PERSON) }, (_, number) => ({
    email: `listener-${number}@bench.example`,
    staff_roles: ['auditor'] as const,
  }));
  await addPeople(bench, [ADMIN, ...listeners]);
  const portal = await startPortalProcess(bench);
  const pid = portal.process.pid ?? 0;
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  try {
    const admin = await logIn(portal.url, ADMIN.email);
    const tokens: string[] = [];
    for (const { email } of listeners) tokens.push(await logIn(portal.url, email));
    await pause(2_000);
    const before = await residentKb(pid);
    let told = 0;
    for (let number = 0; number < streams; number++) {
      await openStream(portal.url, agent, tokens[number % tokens.length] ?? '', () => (told += 1));
    }
    await pause(2_000);
    const kbPerStream = ((await residentKb(pid)) - before) / streams;
    const idleCpuMs = await cpuMsPerSecond(pid);
    const start = performance.now();
    await announce(portal.url, admin);
    while (told < streams) await pause(10);
    return { streams, kbPerStream, lastToldMs: performance.now() - start, idleCpuMs };
  } finally {
    agent.destroy();
    await stopProcess(portal.process);
  }
}

/** Resolves once the stream has said something. */
async function openStream(url: string, agent: Agent, token: string, onNotification: () => void): Promise<void> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(`${url}/api/v1/notifications/stream`, { agent, headers: { authorization: `Bearer ${token}` } });
    asked.once('response', resolve).once('error', reject).end();
  });
  if (response.statusCode !== 200) throw new Error(`a stream was refused: ${response.statusCode}`);
  // The end of the benchmark breaks them off.
  response.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    response.on('data', (chunk: Buffer) => {
      resolve();
      if (chunk.includes('event: notification')) onNotification();
    });
  });
}

async function announce(url: string, token: string): Promise<void> {
  const text = { ru: 'Всем', en: 'To all' };
  const response = await fetch(`${url}/api/v1/notifications`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: text, body: text, audience: { kind: 'everyone' } }),
  });
  if (!response.ok) throw new Error(`the announcement failed: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

async function residentKb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]);
}

const IDLE_SECONDS = 5;

async function cpuMsPerSecond(pid: number): Promise<number> {
  const before = cpuSeconds(pid);
  await pause(IDLE_SECONDS * 1_000);
  return ((cpuSeconds(pid) - before) / IDLE_SECONDS) * 1_000;
}
