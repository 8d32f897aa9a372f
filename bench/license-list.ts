import type { Principal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { spawn, type ChildProcess } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { organizationId } from './dataset.ts';
import { OWNER, SECRET, type BenchInstallation } from './installation.ts';
import { cpuSeconds, load, median, postgresCpuSeconds, type LoadResult } from './load.ts';
import { buffersOf, captured, type SqlQuery, type Statements } from './statements.ts';
import { firstOutput, logIn, startPortalProcess, stopProcess, type RunningProcess } from './processes.ts';

const ROUNDS = 5;
const SECONDS = 5;
const LICENSES: Statements = { service: 'licenses', mentioning: '"license" as "t"' };
const QUERY = { limit: 25, sort: '-created_at', status: ['active'] } as const;
export const SEARCH = 'limit=25&sort=-created_at&status=active';

export interface ListMeasure {
  readonly portal: LoadResult;
  readonly floor: LoadResult;
  /** Medians of the portal's requests per second over the floor's. */
  readonly ratio: number;
  readonly cpuMsPerRequest: {
    readonly portal: number;
    readonly floor: number;
    readonly postgres_portal: number;
    readonly postgres_floor: number;
  };
}

/** The licence list of a person with a JWT, 25 rows filtered and sorted, against bare Fastify and pg with the same query. */
export async function measureLicenseList(bench: BenchInstallation, postmaster: number): Promise<ListMeasure> {
  const principal = memberOf(1);
  const { text, values } = await capturedQuery(bench, principal);
  const portal = await startPortalProcess(bench);
  const floor = await startFloorProcess(bench, text, values);
  try {
    const token = await logIn(portal.url, OWNER);
    const authorization = { authorization: `Bearer ${token}` };
    const subjects = [
      { name: 'floor', process: floor.process, url: `${floor.url}/licenses`, headers: {} },
      { name: 'portal', process: portal.process, url: `${portal.url}/api/v1/licenses?${SEARCH}`, headers: authorization },
    ] as const;
    const rounds = { floor: [] as Round[], portal: [] as Round[] };
    for (const subject of subjects) await load(subject.url, subject.headers, 2);
    for (let round = 0; round < ROUNDS; round++) {
      for (const subject of subjects) rounds[subject.name].push(await measureRound(subject, postmaster));
    }
    return summary(rounds.portal, rounds.floor);
  } finally {
    await Promise.all([stopProcess(portal.process), stopProcess(floor.process)]);
  }
}

interface Round extends LoadResult {
  readonly cpuMs: number;
  readonly postgresMs: number;
}

async function measureRound(
  subject: { process: ChildProcess; url: string; headers: Record<string, string> },
  postmaster: number,
): Promise<Round> {
  const pid = subject.process.pid ?? 0;
  const before = { own: cpuSeconds(pid), postgres: postgresCpuSeconds(postmaster) };
  const result = await load(subject.url, subject.headers, SECONDS);
  if (result.errors > 0) throw new Error(`${result.errors} of the requests to ${subject.url} failed`);
  const requests = result.requestsPerSecond * SECONDS;
  return {
    ...result,
    cpuMs: ((cpuSeconds(pid) - before.own) * 1000) / requests,
    postgresMs: ((postgresCpuSeconds(postmaster) - before.postgres) * 1000) / requests,
  };
}

function summary(portal: readonly Round[], floor: readonly Round[]): ListMeasure {
  const middle = (rounds: readonly Round[], of: (round: Round) => number): number => median(rounds.map(of));
  const result = (rounds: readonly Round[]): LoadResult => ({
    requestsPerSecond: middle(rounds, (round) => round.requestsPerSecond),
    p99Ms: middle(rounds, (round) => round.p99Ms),
    errors: 0,
  });
  return {
    portal: result(portal),
    floor: result(floor),
    ratio: median(portal.map((round, index) => round.requestsPerSecond / (floor[index]?.requestsPerSecond ?? Number.NaN))),
    cpuMsPerRequest: {
      portal: middle(portal, (round) => round.cpuMs),
      floor: middle(floor, (round) => round.cpuMs),
      postgres_portal: middle(portal, (round) => round.postgresMs),
      postgres_floor: middle(floor, (round) => round.postgresMs),
    },
  };
}

export interface DepthMeasure {
  readonly who: string;
  readonly firstPageBuffers: number;
  readonly deepPageBuffers: number;
  readonly page: number;
  readonly ratio: number;
}

/** How many buffers page 1 and a page deep in the list read, for callers with more and less of a tree. */
export async function measureDepth(bench: BenchInstallation, who: string, organization: number, page: number): Promise<DepthMeasure> {
  const principal = memberOf(organization);
  const client = clientOf(bench.portal.composition, licensesContract, principal);
  const first = await captured(LICENSES, () => client.listLicenses({ query: { limit: 25, sort: '-created_at' } }));
  let cursor: string | undefined;
  let reached = 1;
  for (; reached < page - 1; reached++) {
    const { next_cursor: next } = await client.listLicenses({ query: { limit: 25, sort: '-created_at', ...(cursor ? { cursor } : {}) } });
    if (next === null) break;
    cursor = next;
  }
  const query = { limit: 25, sort: '-created_at', ...(cursor ? { cursor } : {}) } as const;
  const deep = await captured(LICENSES, () => client.listLicenses({ query }));
  const [firstPageBuffers, deepPageBuffers] = [
    await buffersOf(bench, LICENSES, first, principal),
    await buffersOf(bench, LICENSES, deep, principal),
  ];
  return { who, firstPageBuffers, deepPageBuffers, page: reached + 1, ratio: deepPageBuffers / firstPageBuffers };
}

async function capturedQuery(bench: BenchInstallation, principal: Principal): Promise<SqlQuery> {
  const query = { ...QUERY, status: [...QUERY.status] };
  return captured(LICENSES, () => clientOf(bench.portal.composition, licensesContract, principal).listLicenses({ query }));
}

/** The owner of the `organization`-th organization of the data set. */
export function memberOf(organization: number): Principal {
  const id = organizationId(organization);
  const root_id = organizationId(organization <= 10_000 ? 1 : organization);
  return {
    kind: 'user',
    id,
    session_id: id,
    staff_roles: [],
    memberships: [{ organization_id: id, root_id, role: 'owner', disabled: [] }],
  };
}

async function startFloorProcess(bench: BenchInstallation, text: string, values: unknown[]): Promise<RunningProcess> {
  const environment = {
    ...process.env,
    FLOOR_DATABASE: bench.database.adminUrl,
    FLOOR_SECRET: SECRET,
    FLOOR_ROOTS: organizationId(1),
    FLOOR_QUERY: JSON.stringify({ text, values }),
  };
  const program = fileURLToPath(new URL('floor.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const { port } = JSON.parse(await firstOutput(child)) as AddressInfo;
  return { process: child, url: `http://127.0.0.1:${port}` };
}
