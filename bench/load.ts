import { spawnSync } from 'node:child_process';
import autocannon from 'autocannon';

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  readonly errors: number;
}

/** Loads one URL on the loopback for `seconds` over `connections` kept alive; every answer but those of the kind `answers` is an error. */
export async function load(
  url: string,
  headers: Record<string, string>,
  seconds: number,
  connections = 16,
  answers: '2xx' | '3xx' = '2xx',
): Promise<LoadResult> {
  if (!['127.0.0.1', 'localhost'].includes(new URL(url).hostname)) throw new Error('load goes to the loopback only');
  const result = await autocannon({ url, headers, duration: seconds, connections });
  const others = (['1xx', '2xx', '3xx', '4xx', '5xx'] as const).filter((kind) => kind !== answers);
  const errors = result.errors + result.timeouts + others.reduce((sum, kind) => sum + result[kind], 0);
  return { requestsPerSecond: result.requests.average, p99Ms: result.latency.p99, errors };
}

/** Loads several URLs at once, as a balancer that shares the connections out would. The worst of their p99 counts. */
export async function loadEach(
  urls: readonly string[],
  headers: Record<string, string>,
  seconds: number,
  connections = 16,
): Promise<LoadResult> {
  const results = await Promise.all(urls.map((url) => load(url, headers, seconds, connections / urls.length)));
  return {
    requestsPerSecond: results.reduce((sum, result) => sum + result.requestsPerSecond, 0),
    p99Ms: Math.max(...results.map(({ p99Ms }) => p99Ms)),
    errors: results.reduce((sum, { errors }) => sum + errors, 0),
  };
}

/** CPU seconds that the process has used so far, user and system (proc(5), fields 14 and 15). */
export function cpuSeconds(pid: number): number {
  const { stdout } = spawnSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' });
  const fields = stdout.slice(stdout.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

const TICKS_PER_SECOND = Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout) || 100;

/** CPU seconds of all processes of the PostgreSQL server whose postmaster is `pid`. */
export function postgresCpuSeconds(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter(Boolean)
    .reduce((sum, child) => sum + cpuSeconds(Number(child)), 0);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
