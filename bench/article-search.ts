import type { Principal } from '@kabinet/contract/principal';
import { knowledgeContract } from '@kabinet/contracts/knowledge';
import pg from 'pg';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { migrateAll, startDatabase } from '../apps/kabinet/src/database-server.ts';
import { openPortal } from '../apps/kabinet/src/portal.ts';
import { readSettings } from '../apps/kabinet/src/settings.ts';
import { allTargets } from '../apps/kabinet/src/targets.ts';
import { organizationId } from './dataset.ts';
import { SECRET } from './installation.ts';
import { median } from './load.ts';
import { captured, type SqlQuery } from './statements.ts';

const ARTICLES = 100_000;
const ROUNDS = 40;
const DEMO = new URL('../apps/kabinet/src/demo/articles/', import.meta.url);
const PAGE = { service: 'knowledge', mentioning: '"shown_article" as "t"' } as const;

/** What is searched for, from what hardly any article has to what every third one does. */
const SEARCHES = {
  'a rare word': 'распечатывание',
  'two words': 'сертификат поддержки',
  'a common word': 'лицензия',
  'a typo': 'лицезния',
  'the other layout': 'kbwtypbz bcntrkf',
  nothing: 'абракадабра',
} as const;

export interface SearchMeasure {
  readonly search: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Medians of the operation over those of its page's statement alone, alternately. */
  readonly ratio: number;
}

const reader: Principal = {
  kind: 'user',
  id: organizationId(1),
  session_id: organizationId(1),
  staff_roles: [],
  memberships: [{ organization_id: organizationId(1), root_id: organizationId(1), role: 'viewer', disabled: [] }],
};

/** Searches of a customer over 100,000 articles, the operation against its bare statement in the same run. */
export async function measureArticleSearch(log: (message: string) => void): Promise<SearchMeasure[]> {
  const dataDirectory = fileURLToPath(new URL('../.cache/bench-articles', import.meta.url));
  const settings = readSettings({ KABINET_DATA: dataDirectory, KABINET_SECRET: SECRET, LOG_LEVEL: 'warn' });
  const database = await startDatabase(settings, allTargets, () => {}, 'benchmarks');
  await migrateAll(settings, database.adminUrl, SECRET);
  const portal = await openPortal(settings, database);
  const bare = new pg.Client({ connectionString: database.adminUrl });
  await bare.connect();
  try {
    await fillArticles(bare, log);
    await bare.query(`set search_path = knowledge; select set_config('app.roots', '${organizationId(1)}', false); set role knowledge`);
    const measures: SearchMeasure[] = [];
    for (const [search, q] of Object.entries(SEARCHES)) {
      const ask = () => clientOf(portal.composition, knowledgeContract, reader).listArticles({ query: { q, limit: 20 } });
      measures.push({ search, ...(await alternate(ask, bare, await captured(PAGE, ask).catch(() => undefined))) });
    }
    return measures;
  } finally {
    await bare.end();
    await portal.composition.stop();
    await database.stop();
  }
}

async function alternate(ask: () => Promise<unknown>, bare: pg.Client, statement: SqlQuery | undefined) {
  const times = { whole: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.whole.push(await millisecondsOf(ask));
    if (statement) times.bare.push(await millisecondsOf(() => bare.query(statement)));
  }
  const sorted = times.whole.toSorted((a, b) => a - b);
  return {
    p50Ms: median(times.whole),
    p99Ms: sorted.at(-1) ?? 0,
    ratio: median(times.whole) / median(times.bare),
  };
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Articles of words of the demo's, as often as there; each with a title, headings and about 150 words. */
async function fillArticles(client: pg.Client, log: (message: string) => void): Promise<void> {
  await client.query('set search_path = knowledge, public');
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from shown_article');
  if (rows[0]?.count === ARTICLES) return;
  log(`filling ${ARTICLES} articles…`);
  const words = wordsOfDemo();
  await client.query('truncate article, vocabulary cascade');
  await client.query(
    `insert into article (id, status, revision, published_revision, published_at, created_at, updated_at)
      select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'published', 1, 1, at, at, at
      from (select n, timestamptz '2026-01-01' + n * interval '1 minute' as at from generate_series(1, $1::int) n) numbered`,
    [ARTICLES],
  );
  // A product that nobody but others holds is named by every fifth, so that what is hidden is among what matches.
  await client.query(
    `with picked as (
        select a.id, a.created_at, string_agg(w.word, ' ' order by k) filter (where k <= 5) as title,
          string_agg(w.word, ' ' order by k) filter (where k between 6 and 12) as headings, string_agg(w.word, ' ' order by k) as plain
        from article a cross join generate_series(1, 150) k
          cross join lateral (select ($1::text[])[1 + abs(hashint8(hashtext(a.id::text)::bigint * 1000003 + k)) % cardinality($1::text[])] as word) w
        group by a.id, a.created_at)
      insert into shown_article (id, stage, slug, status, audience, product_ids, original, texts, plain, title_ru, title_en, file_names, search, title_search, heading_search,
        published_at, created_at, updated_at)
      select id, 'published', id::text, 'published', case when hashtext(id::text) % 5 = 0 then 'holders' else 'public' end,
        array['00000000-0000-7000-8000-00000000ffff'::uuid], 'ru',
        jsonb_build_object('ru', jsonb_build_object('title', title, 'body', plain, 'is_outdated', false)), jsonb_build_object('ru', plain),
        title, title, '{}', setweight(to_tsvector('russian', title), 'A') || setweight(to_tsvector('russian', headings), 'B')
          || setweight(to_tsvector('russian', plain), 'D'), setweight(to_tsvector('russian', title), 'A'),
        setweight(to_tsvector('russian', headings), 'B'), created_at, created_at, created_at
      from picked`,
    [words],
  );
  await client.query(
    `insert into vocabulary select word, (tsvector_to_array(to_tsvector('russian', word)))[1] from (select distinct unnest($1::text[]) as word) words
      where cardinality(tsvector_to_array(to_tsvector('russian', word))) = 1`,
    [words],
  );
  await client.query('vacuum analyze shown_article');
  await client.query('analyze vocabulary');
}

function wordsOfDemo(): string[] {
  const folders = readdirSync(DEMO, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const texts = folders.map(({ name }) => readFileSync(new URL(`${name}/ru.md`, DEMO), 'utf8').replace(/^---.*?---/s, ''));
  return (
    texts
      .join('\n')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}{2,40}/gu) ?? []
  );
}
