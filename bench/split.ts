import { GATEWAY, targetNames } from '../apps/kabinet/src/targets.ts';
import { startNatsPeer, type NatsPeer } from '../test/peers/nats.ts';
import { OWNER, type BenchInstallation } from './installation.ts';
import { SEARCH } from './license-list.ts';
import { cpuSeconds, loadEach, median, postgresCpuSeconds } from './load.ts';
import { freePort, logIn, startPortalProcess, stopProcess, type RunningProcess } from './processes.ts';

const ROUNDS = 5;
const SECONDS = 5;
/** Services that the licence list does not ask: they share a process. */
const OTHERS = targetNames.filter((name) => ![GATEWAY, 'auth', 'licenses'].includes(name));

/** One way to run the portal under the same load. */
export interface SplitRound {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Of all processes of Kabinet together. */
  readonly cpuMs: number;
  readonly postgresMs: number;
}

export interface SplitMeasure {
  readonly one: SplitRound;
  readonly split: SplitRound;
  /** Median of the split portal's CPU per request over that of one process in the same round. */
  readonly cpuRatio: number;
}

interface Subject {
  readonly processes: readonly RunningProcess[];
  /** The lists of its gateways, among which the load is shared out. */
  readonly urls: readonly string[];
}

/**
 * The licence list from one process and from a process per service, of licenses and the gateway `replicas` each, in alternating
 * rounds; undefined without nats-server.
 */
export async function measureSplit(bench: BenchInstallation, postmaster: number, replicas: number): Promise<SplitMeasure | undefined> {
  const nats = await startNatsPeer();
  if (!nats) return undefined;
  const one = await startPortalProcess(bench);
  const split = await startSplit(bench, nats, replicas);
  try {
    const subjects = { one: { processes: [one], urls: [listOf(one)] }, split };
    const headers = { authorization: `Bearer ${await logIn(one.url, OWNER)}` };
    const rounds = { one: [] as SplitRound[], split: [] as SplitRound[] };
    for (const subject of Object.values(subjects)) await loadEach(subject.urls, headers, 3);
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of ['one', 'split'] as const) rounds[name].push(await measure(subjects[name], headers, postmaster));
    }
    return {
      one: middle(rounds.one),
      split: middle(rounds.split),
      cpuRatio: median(rounds.split.map(({ cpuMs }, index) => cpuMs / (rounds.one[index]?.cpuMs ?? Number.NaN))),
    };
  } finally {
    await Promise.all([one, ...split.processes].map(({ process }) => stopProcess(process)));
    await nats.stop();
  }
}

async function startSplit(bench: BenchInstallation, nats: NatsPeer, replicas: number): Promise<Subject> {
  const at = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
  const [auth, others] = [await at(), await at()];
  const licenses = await Promise.all(Array.from({ length: replicas }, at));
  const urls = Object.fromEntries(OTHERS.map((name) => [`${name.toUpperCase()}_URL`, others]));
  const environment = { ...urls, AUTH_URL: auth, LICENSES_URL: licenses.join(','), NATS_URL: nats.url };
  const start = (target: string, url: string) => startPortalProcess(bench, target, { ...environment, PORT: new URL(url).port });
  const processes = [await start(OTHERS.join(','), others), await start('auth', auth)];
  for (const url of licenses) processes.push(await start('licenses', url));
  const gateways: RunningProcess[] = [];
  for (let replica = 0; replica < replicas; replica++) gateways.push(await start(GATEWAY, await at()));
  return { processes: [...processes, ...gateways], urls: gateways.map(listOf) };
}

function listOf({ url }: RunningProcess): string {
  return `${url}/api/v1/licenses?${SEARCH}`;
}

async function measure(subject: Subject, headers: Record<string, string>, postmaster: number): Promise<SplitRound> {
  const cpu = (): number => subject.processes.reduce((sum, { process }) => sum + cpuSeconds(process.pid ?? 0), 0);
  const before = { own: cpu(), postgres: postgresCpuSeconds(postmaster) };
  const { requestsPerSecond, p99Ms, errors } = await loadEach(subject.urls, headers, SECONDS);
  if (errors > 0) throw new Error(`${errors} of the requests to ${subject.urls.join(', ')} failed`);
  const perRequest = (seconds: number): number => (seconds * 1000) / (requestsPerSecond * SECONDS);
  return {
    requestsPerSecond,
    p99Ms,
    cpuMs: perRequest(cpu() - before.own),
    postgresMs: perRequest(postgresCpuSeconds(postmaster) - before.postgres),
  };
}

function middle(rounds: readonly SplitRound[]): SplitRound {
  const of = (figure: keyof SplitRound): number => median(rounds.map((round) => round[figure]));
  return { requestsPerSecond: of('requestsPerSecond'), p99Ms: of('p99Ms'), cpuMs: of('cpuMs'), postgresMs: of('postgresMs') };
}
