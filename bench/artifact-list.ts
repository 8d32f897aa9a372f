import type { Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import pg from 'pg';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { organizationId } from './dataset.ts';
import type { BenchInstallation } from './installation.ts';
import { memberOf } from './license-list.ts';
import { median } from './load.ts';
import { buffersOf, captured, type Statements } from './statements.ts';

const ARTIFACTS: Statements = { service: 'artifacts', mentioning: '"artifact" as "t"' };
/** Of them the first ones are those of the small product, and the oldest. */
const RELEASES = 5_000;
const SMALL_RELEASES = 50;
const FILES_EACH = 20;
const LIMIT = 25;
const DEEP_PAGE = 1_000;
const SAMPLES = 60;

export interface ArtifactListMeasure {
  readonly who: string;
  /** Of page 1: of a product with 1,000 files, of one with 33,000, of all 100,000. */
  readonly smallBuffers: number;
  readonly largeBuffers: number;
  readonly allBuffers: number;
  /** Of a page deep in all. */
  readonly deepBuffers: number;
  readonly deepPage: number;
  /** Medians of a page, in ms. */
  readonly smallMs: number;
  readonly largeMs: number;
  readonly deepMs: number;
}

const vendor: Principal = { kind: 'user', id: organizationId(1), session_id: organizationId(1), memberships: [], staff_roles: ['auditor'] };

/** The list of 100,000 files of 5,000 releases, for the vendor and for a client who holds licences of every product. */
export async function measureArtifactLists(bench: BenchInstallation): Promise<ArtifactListMeasure[]> {
  const { small, large } = await fillReleases(bench.database.adminUrl);
  return [
    await measureList(bench, 'vendor', vendor, small, large),
    await measureList(bench, 'client of all products', memberOf(10_001), small, large),
  ];
}

async function measureList(
  bench: BenchInstallation,
  who: string,
  principal: Principal,
  small: string,
  large: string,
): Promise<ArtifactListMeasure> {
  const client = clientOf(bench.portal.composition, artifactsContract, principal);
  const page = (query: object = {}) => client.listArtifacts({ query: { limit: LIMIT, ...query } });
  const { cursor, reached } = await deepIn(page);
  const pages = {
    small: () => page({ product_id: [small] }),
    large: () => page({ product_id: [large] }),
    all: () => page(),
    deep: () => page(cursor === undefined ? {} : { cursor }),
  };
  const buffers = async (work: () => Promise<unknown>): Promise<number> =>
    buffersOf(bench, ARTIFACTS, await captured(ARTIFACTS, work), principal);
  const took = { small: [] as number[], large: [] as number[], all: [] as number[], deep: [] as number[] };
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const name of ['small', 'large', 'all', 'deep'] as const) {
      const start = performance.now();
      await pages[name]();
      took[name].push(performance.now() - start);
    }
  }
  return {
    who,
    smallBuffers: await buffers(pages.small),
    largeBuffers: await buffers(pages.large),
    allBuffers: await buffers(pages.all),
    deepBuffers: await buffers(pages.deep),
    deepPage: reached,
    smallMs: median(took.small),
    largeMs: median(took.large),
    deepMs: median(took.deep),
  };
}

async function deepIn(page: (query: object) => Promise<{ next_cursor: string | null }>) {
  let cursor: string | undefined;
  let reached = 1;
  for (; reached < DEEP_PAGE; reached++) {
    const { next_cursor: next } = await page(cursor === undefined ? {} : { cursor });
    if (next === null) break;
    cursor = next;
  }
  return { cursor, reached };
}

/** Writes releases past the service, as checking a hundred thousand files would take hours; does nothing when they are there. */
async function fillReleases(adminUrl: string): Promise<{ small: string; large: string }> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows: products } = await client.query<{ id: string }>('select id from artifacts.product order by slug');
    const [small, large] = products.map(({ id }) => id);
    if (small === undefined || large === undefined) throw new Error('there are no two products');
    const { rows } = await client.query(`select from artifacts.release where id = md5('release 1')::uuid`);
    if (rows.length > 0) return { small, large };
    await client.query('begin');
    await client.query(
      `insert into artifacts.release (id, product_id, version, kind, channel, status, released_at, found_version, revision)
        select md5('release ' || i)::uuid, case when i <= ${SMALL_RELEASES} then $1::uuid else ($2::uuid[])[1 + i % cardinality($2::uuid[])] end,
          '10.' || i, 'update', 'stable', 'published', timestamptz '2015-01-01' + i * interval '1 hour', 1, 1
        from generate_series(1, ${RELEASES}) i`,
      [small, products.slice(1).map(({ id }) => id)],
    );
    await client.query(`
      insert into artifacts.artifact (id, release_id, found_version, product_id, version, file, position, kind, platform, size, sha256, crc32, object_key, released_at)
      select md5(r.id::text || j)::uuid, r.id, 1, r.product_id, r.version, 'file-' || j || '.iso', j,
        (array['image', 'update', 'documentation', 'sbom', 'signature'])[1 + j % 5], 'x86_64', 1000000 + j, repeat('0', 64), 0,
        'artifacts/files/none', r.released_at
      from artifacts.release r, generate_series(1, ${FILES_EACH}) j where r.version like '10.%' and r.found_version = 1 and r.revision = 1`);
    await client.query('commit');
    await client.query('vacuum (analyze) artifacts.release');
    await client.query('vacuum (analyze) artifacts.artifact');
    return { small, large };
  } finally {
    await client.end();
  }
}
