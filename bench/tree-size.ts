import { OWNER, SMALL_OWNER, type BenchInstallation } from './installation.ts';
import { SEARCH } from './license-list.ts';
import { load, median, type LoadResult } from './load.ts';
import { logIn, startPortalProcess, stopProcess } from './processes.ts';

const ROUNDS = 5;
const SECONDS = 4;

export interface TreeSizeMeasure {
  readonly large: LoadResult;
  readonly small: LoadResult;
  /** The median of the requests per second of the one over those of the other, round by round. */
  readonly ratio: number;
}

/** The licence list of the owner of a tree of 10,000 organizations, and of one of 10, in turn. */
export async function measureTreeSize(bench: BenchInstallation): Promise<TreeSizeMeasure> {
  const portal = await startPortalProcess(bench);
  try {
    const url = `${portal.url}/api/v1/licenses?${SEARCH}`;
    const [large, small] = await Promise.all([OWNER, SMALL_OWNER].map((email) => logIn(portal.url, email)));
    const callers = { large: headers(large), small: headers(small) };
    const rounds = { large: [] as LoadResult[], small: [] as LoadResult[] };
    for (const size of ['large', 'small'] as const) await load(url, callers[size], 2);
    for (let round = 0; round < ROUNDS; round++) {
      for (const size of ['large', 'small'] as const) rounds[size].push(await load(url, callers[size], SECONDS));
    }
    const ratios = rounds.large.map(
      ({ requestsPerSecond }, index) => requestsPerSecond / (rounds.small[index]?.requestsPerSecond ?? Number.NaN),
    );
    return { large: middle(rounds.large), small: middle(rounds.small), ratio: median(ratios) };
  } finally {
    await stopProcess(portal.process);
  }
}

function headers(token: string | undefined): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function middle(rounds: readonly LoadResult[]): LoadResult {
  return {
    requestsPerSecond: median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
    errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
  };
}
