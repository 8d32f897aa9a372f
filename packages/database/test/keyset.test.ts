import { everywhere, rootsOf, type Scope } from '@kabinet/contract/access';
import fc from 'fast-check';
import { sql } from 'kysely';
import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Query, Queryable } from '../src/database.ts';
import { fetchPage, type Page, type PageRequest, type SortField } from '../src/keyset.ts';
import { reachOf, type Narrowing } from '../src/reach.ts';
import { openFixture, parcelOf, query, statement, type Fixture, type ParcelTables } from './fixture/fixture.ts';
import { history, idOf, TreeModel } from './fixture/trees.ts';

type Parcel = ParcelTables['parcel'];

let fixture: Fixture;
beforeAll(async () => void (fixture = await openFixture('keysets', { connections: 2 })));
afterAll(() => fixture.close());

const SORTS = {
  label: { expression: sql`t.label`, type: 'text' },
  day: { expression: sql`t.day`, type: 'date' },
  weight: { expression: sql`t.weight`, type: 'bigint' },
  arrived_at: { expression: sql`t.arrived_at`, type: 'timestamptz' },
} as const satisfies Record<string, SortField>;
type SortName = keyof typeof SORTS;

/** Puts the model's organizations and the parcels in place of what was there. */
async function fill(model: TreeModel, parcels: readonly Parcel[]): Promise<void> {
  await fixture.clone.sql('delete from keysets.parcel; delete from keysets.organization_node; delete from keysets.organization_closure');
  const closure = model.nodes.flatMap((node) =>
    model.ancestors(node.id).map((ancestor_id, depth) => ({ ancestor_id, descendant_id: node.id, depth, root_id: node.root_id })),
  );
  await insertAll('organization_closure', closure);
  await insertAll('parcel', parcels);
}

async function insertAll(table: string, rows: readonly object[]): Promise<void> {
  await fixture.clone.sql(`insert into keysets.${table} select * from jsonb_populate_recordset(null::keysets.${table}, $1::jsonb)`, [
    JSON.stringify(rows),
  ]);
}

interface Explained {
  'QUERY PLAN': [{ Plan: Record<string, number> }];
}

interface Asking {
  readonly scope: Scope;
  readonly narrowing: Narrowing;
  readonly sort: SortName;
  readonly descending: boolean;
  readonly limit: number;
}

/** The caller's own view: behind both walls, as a list of the API is. */
function sessionOf({ scope }: Asking): Queryable {
  return scope.kind === 'everywhere' ? fixture.system() : fixture.tenant(rootsOf(scope));
}

function requestOf(asking: Asking, after: PageRequest['after'], count = false): PageRequest {
  return { ...asking, reach: reachOf(asking.scope, asking.narrowing), sort: SORTS[asking.sort], after, count };
}

function page(db: Queryable, request: PageRequest): Promise<Page<Parcel>> {
  return fetchPage<Parcel>(db, query, query.selectFrom('parcel as t').selectAll('t') as never, request);
}

/** Every page to the last; `between` runs after each. */
async function walk(db: Queryable, asking: Asking, between: () => Promise<void> = async () => {}): Promise<string[]> {
  const ids: string[] = [];
  let after: PageRequest['after'];
  do {
    const { items, next } = await page(db, requestOf(asking, after));
    expect(items.length).toBeLessThanOrEqual(asking.limit);
    ids.push(...items.map((item) => item.id));
    after = next;
    await between();
  } while (after);
  return ids;
}

/** What the model says should come, in the order that PostgreSQL gives to all rows without any of our predicates. */
async function expected(model: TreeModel, { scope, narrowing, sort, descending }: Asking): Promise<string[]> {
  const direction = descending ? 'desc' : 'asc';
  const rows = await fixture.clone.sql<Parcel>(
    `select id, organization_id from keysets.parcel order by ${sort} ${direction}, id ${direction}`,
  );
  const reached = new Set(
    scope.kind === 'everywhere'
      ? model.nodes.map((node) => node.id)
      : scope.anchors.flatMap((anchor) => model.descendants(anchor.organization_id)),
  );
  const { cabinet_id: cabinet, descendants = true } = narrowing;
  const chosen = cabinet === undefined ? undefined : new Set(descendants ? model.descendants(cabinet) : [cabinet]);
  const visible = (id: string): boolean => reached.has(id) && (chosen === undefined || (reached.has(cabinet ?? '') && chosen.has(id)));
  return rows.filter((row) => visible(row.organization_id)).map((row) => row.id);
}

const LABELS = ['а', 'А', 'ё', 'Ёлка', 'яблоко', 'b', 'B', '', 'a b', 'a-b', '10', '9'];
const INSTANTS = ['2026-03-01T10:00:00.123456Z', '2026-03-01T10:00:00.123457Z', '2026-03-01T10:00:00Z', '1999-12-31T23:59:59.9Z'];

/** Rows with few distinct keys, so that pages break in the middle of equal ones. */
function parcelsOf(model: TreeModel): fc.Arbitrary<Parcel[]> {
  const facts = fc.record({
    owner: fc.constantFrom(...model.nodes),
    label: fc.constantFrom(...LABELS),
    day: fc.constantFrom('2026-02-28', '2026-03-01', '2027-01-01'),
    weight: fc.constantFrom(-1, 0, 9, 10, Number.MAX_SAFE_INTEGER),
    arrived_at: fc.constantFrom(...INSTANTS),
  });
  return fc
    .array(facts, { maxLength: 80 })
    .map((rows) => rows.map(({ owner, ...row }) => ({ ...parcelOf(owner.id, owner.root_id), ...row })));
}

function askings(model: TreeModel): fc.Arbitrary<Asking> {
  const anchor = fc.constantFrom(...model.nodes).map((node) => ({ organization_id: node.id, root_id: node.root_id }));
  const subtrees = fc.array(anchor, { maxLength: 4 }).map((anchors): Scope => ({ kind: 'subtrees', anchors }));
  const cabinet_id = fc.constantFrom(...model.nodes.map((node) => node.id), randomUUIDv7());
  const narrowing = fc.oneof(fc.constant({}), fc.record({ cabinet_id, descendants: fc.constantFrom(true, false, undefined) }));
  return fc.record({
    scope: fc.oneof({ weight: 1, arbitrary: fc.constant(everywhere) }, { weight: 4, arbitrary: subtrees }),
    narrowing,
    sort: fc.constantFrom(...(Object.keys(SORTS) as SortName[])),
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 30 }),
  });
}

describe('a walk over all pages', () => {
  const world = history({ minLength: 1, maxLength: 25 })
    .filter((model) => model.nodes.length > 0)
    .chain((model) =>
      fc.record({ model: fc.constant(model), parcels: parcelsOf(model), asked: fc.array(askings(model), { minLength: 8, maxLength: 8 }) }),
    );

  test('shows exactly what the scope and the narrowing reach, once, in order, whatever the sort', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ model, parcels, asked }) => {
        await fill(model, parcels);
        for (const asking of asked) {
          const rows = await expected(model, asking);
          expect(await walk(sessionOf(asking), asking)).toEqual(rows);
          const counted = await page(sessionOf(asking), requestOf(asking, undefined, true));
          expect(counted.total).toBe(rows.length);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('neither repeats nor skips a row when others are added on the way', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ model, parcels, asked }) => {
        await fill(model, parcels);
        const [asking] = asked;
        const before = await expected(model, asking!);
        let pages = 0;
        const ids = await walk(sessionOf(asking!), asking!, async () => {
          pages += 1;
          // Equal in everything but a random id, so they land on both sides of the position.
          const more = parcels.slice(0, 5).map((parcel) => ({ ...parcel, id: randomUUID() }));
          if (pages % 2 === 1 && pages < 20) await insertAll('parcel', more);
        });
        expect(new Set(ids).size).toBe(ids.length);
        const known = new Set(before);
        expect(ids.filter((id) => known.has(id))).toEqual(before);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe('ranges of other owners', () => {
  test('show the rows of those that are named, once, in order, page by page', async () => {
    const model = new TreeModel();
    const [a, b, c] = [1, 2, 3].map((number) => {
      const facts = { name: 'x', inn: '7707083893', kpp: null, kind: 'customer', status: 'active', version: 1 } as const;
      model.nodes.push({ ...facts, id: idOf(number), parent_id: null, root_id: idOf(number) });
      return idOf(number);
    }) as [string, string, string];
    const rows = [a, b, c].flatMap((owner) => LABELS.map((label, weight) => ({ ...parcelOf(owner, owner), label, weight: weight % 4 })));
    await fill(model, rows);
    for (const ids of [[], [a], [a, c], [b, b, c, randomUUID()]]) {
      for (const descending of [true, false]) {
        const direction = descending ? 'desc' : 'asc';
        const wanted = await fixture.clone.sql<Parcel>(
          `select id from keysets.parcel where organization_id = any($1::uuid[]) order by weight ${direction}, id ${direction}`,
          [ids],
        );
        const found: string[] = [];
        let after: PageRequest['after'];
        do {
          const request = { ...requestOf({ scope: everywhere, narrowing: {}, sort: 'weight', descending, limit: 5 }, after, true) };
          const { items, next, total } = await page(fixture.system(), { ...request, ranges: { column: 't.organization_id', ids } });
          expect(total).toBe(wanted.length);
          found.push(...items.map(({ id }) => id));
          after = next;
        } while (after);
        expect(found).toEqual(wanted.map(({ id }) => id));
      }
    }
  });
});

describe('a large tree', () => {
  /** 0 is the root, 1 a large subtree of 300 organizations, 400… a second tree; every organization has rows. */
  const model = new TreeModel();
  const ORGANIZATIONS = 400;
  beforeAll(async () => {
    for (let number = 0; number < ORGANIZATIONS; number++) {
      model.nodes[number] = nodeOf(number, number === 0 ? null : number <= 1 ? 0 : number <= 300 ? 1 : 0, 0);
    }
    model.nodes.push(nodeOf(ORGANIZATIONS, null, ORGANIZATIONS), nodeOf(ORGANIZATIONS + 1, ORGANIZATIONS, ORGANIZATIONS));
    await fill(model, []);
    await fixture.clone.sql(
      `insert into keysets.parcel
       select gen_random_uuid(), c.descendant_id, c.root_id, 'label ' || (hashtext(c.descendant_id::text || n) & 1023), date '2026-01-01' + n, n, now()
       from keysets.organization_closure c, generate_series(1, 50) n where depth = 0`,
    );
    await fixture.clone.sql('vacuum analyze keysets.parcel');
    await fixture.clone.sql('vacuum analyze keysets.organization_closure');
  });

  function nodeOf(number: number, parent: number | null, root: number) {
    const facts = { name: 'x', inn: '7707083893', kpp: null, kind: 'customer', status: 'active', version: 1 } as const;
    return { ...facts, id: idOf(number), parent_id: parent === null ? null : idOf(parent), root_id: idOf(root) };
  }

  function below(...anchors: (readonly [organization: number, root: number])[]): Scope {
    return {
      kind: 'subtrees',
      anchors: anchors.map(([organization, root]) => ({ organization_id: idOf(organization), root_id: idOf(root) })),
    };
  }

  const SCOPES: Readonly<Record<string, Scope>> = {
    everything: everywhere,
    'one tree': below([0, 0]),
    'two trees': below([0, 0], [ORGANIZATIONS, ORGANIZATIONS]),
    'a subtree of 300 organizations': below([1, 0]),
    'a few organizations': below([310, 0], [311, 0], [312, 0], [ORGANIZATIONS + 1, ORGANIZATIONS]),
  };

  test.for(Object.entries(SCOPES))('%s: is walked whole', async ([, scope]) => {
    const asking: Asking = { scope, narrowing: {}, sort: 'label', descending: true, limit: 2_000 };
    expect(await walk(sessionOf(asking), asking)).toEqual(await expected(model, asking));
  });

  test('a cabinet of exactly 256, and one of 257 organizations, are walked whole', async () => {
    for (const size of [256, 257]) {
      const anchors = Array.from({ length: size }, (_, index) => [10 + index, 0] as const);
      const asking: Asking = { scope: below(...anchors), narrowing: {}, sort: 'day', descending: false, limit: 3_000 };
      const ids = await walk(sessionOf(asking), asking);
      const rows = await fixture.clone.sql<Parcel>(
        'select id from keysets.parcel where organization_id = any($1::uuid[]) order by day, id',
        [anchors.map(([number]) => idOf(number))],
      );
      expect(rows).toHaveLength(size * 50);
      expect(ids).toEqual(rows.map((row) => row.id));
    }
  });

  test.for(Object.entries(SCOPES))('%s: its last page reads no more than 1.2 × the buffers of its first', async ([, scope]) => {
    const asking: Asking = { scope, narrowing: {}, sort: 'label', descending: false, limit: 100 };
    const ids = await expected(model, asking);
    const position = await positionOf(ids[ids.length - 102]!);
    const first = await buffersOf(asking, undefined);
    const deep = await buffersOf(asking, position);
    expect(deep).toBeLessThanOrEqual(first * 1.2);
    expect(first).toBeLessThan(2_000);
  });

  async function positionOf(id: string) {
    const [row] = await fixture.clone.sql<Parcel>('select label from keysets.parcel where id = $1', [id]);
    return { key: row!.label, id };
  }

  /** Pages of 8 kB that the page's query touches. */
  async function buffersOf(asking: Asking, after: PageRequest['after']): Promise<number> {
    const session = sessionOf(asking);
    let sent: Query<unknown> | undefined;
    const watching: Queryable = {
      ...session,
      rows: (watched) => {
        sent = watched;
        return session.rows(watched);
      },
    };
    const { items } = await page(watching, requestOf(asking, after));
    expect(items).toHaveLength(100);
    const { sql: text, parameters } = 'compile' in sent! ? sent.compile() : sent!;
    const explained: Query<Explained> = { ...statement<Explained>(''), sql: `explain (analyze, buffers, format json) ${text}`, parameters };
    const [row] = await session.rows(explained);
    const plan = row!['QUERY PLAN'][0].Plan;
    return plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!;
  }
});
