import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import nodeFlags from '../apps/kabinet/bin/node-flags.json' with { type: 'json' };
import { freePorts } from '../test/peers/free-ports.ts';
import { PASSWORD, SECRET, type BenchInstallation } from './installation.ts';

export interface RunningProcess {
  readonly process: ChildProcess;
  readonly url: string;
}

/** Starts the portal, or some of its targets, on the benchmarks' data. */
export async function startPortalProcess(
  bench: BenchInstallation,
  target = 'all',
  more: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  const port = await freePort();
  const environment = {
    ...process.env,
    DATABASE_URL: bench.database.adminUrl,
    KABINET_SECRET: SECRET,
    KABINET_DATA: bench.settings.dataDirectory,
    PUBLIC_URL: 'http://localhost:8080',
    PORT: String(port),
    METRICS_PORT: String(await freePort()),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    ...more,
  };
  const program = fileURLToPath(new URL('../apps/kabinet/src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [...nodeFlags, program, 'serve', `--target=${target}`], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await firstOutput(child);
  return { process: child, url: `http://127.0.0.1:${environment.PORT}` };
}

export async function firstOutput(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the process has no output to wait for');
  const ended = once(child, 'exit').then(() => {
    throw new Error('a process of the benchmark ended before it was ready');
  });
  const [chunk] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  return chunk.toString();
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export async function freePort(): Promise<number> {
  const [port] = (await freePorts(1)) as [number];
  return port;
}

export async function logIn(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/jwt`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`log-in failed: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
