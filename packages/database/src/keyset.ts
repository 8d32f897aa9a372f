import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { within, type Reach } from './reach.ts';
import { replanned, type Queryable } from './session.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- Kysely's own parameter for "whatever tables a service has"
export type AnyTables = any;

/** A select over a tenant table with the alias `t`, and whatever it joins. */
export type TenantSelect<Row> = SelectQueryBuilder<AnyTables, 't', Row>;

/** A field that a list sorts by. The expression is never null and an index (root_id, expression, id) stands behind it. */
export interface SortField {
  readonly expression: RawBuilder<unknown>;
  /** The PostgreSQL type of the expression, to read it back from a cursor. */
  readonly type: 'text' | 'date' | 'timestamptz' | 'bigint' | 'uuid';
}

/** The last row of a page: where the next one starts. */
export interface Position {
  readonly key: string;
  readonly id: string;
}

/** Rows of some owners that are no organizations, such as the files of some products: an index (column, sort key, id) stands behind it. */
export interface Ranges {
  /** Of type uuid, with the table's alias: `t.product_id`. */
  readonly column: string;
  readonly ids: readonly string[];
}

export interface PageRequest {
  readonly reach: Reach;
  /** Narrows what everybody may see everywhere, which is not for tenant tables. */
  readonly ranges?: Ranges | undefined;
  readonly sort: SortField;
  readonly descending: boolean;
  readonly after: Position | undefined;
  readonly limit: number;
  readonly count: boolean;
  /** Whether the plan is made for the values at hand. */
  readonly replan?: boolean | undefined;
}

export interface Page<Row> {
  readonly items: Row[];
  readonly next: Position | undefined;
  readonly total: number | undefined;
}

/** Up to this many organizations are read one by one, each from its own index range; beyond, the whole tree is filtered. */
const SMALL_SUBTREE = 256;

/**
 * One page of `source`, a select whose tenant table has the alias `t`. Page 1,000 costs what page 1 costs: an index range
 * per tree or organization and no offset. The rows come in the order of (sort, id).
 */
export async function fetchPage<Row>(
  db: Queryable,
  builder: Kysely<AnyTables>,
  source: TenantSelect<Row>,
  request: PageRequest,
): Promise<Page<Row>> {
  const compiled = overReach(request, source).compile(builder);
  const query = request.replan ? replanned(compiled) : compiled;
  const counting = request.count ? countRows(db, builder, source, request) : undefined;
  const [rows, total] = await Promise.all([db.rows(query as never), counting]);
  return { ...cutPage<Row>(rows as (Row & SortColumns)[], request.limit), total };
}

interface SortColumns {
  sort_key?: string;
  sort_id?: string;
}

function cutPage<Row>(rows: (Row & SortColumns)[], limit: number): { items: Row[]; next: Position | undefined } {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const next = last ? { key: String(last.sort_key), id: String(last.sort_id) } : undefined;
  for (const row of items) {
    delete row.sort_key;
    delete row.sort_id;
  }
  return { items, next };
}

function afterPosition({ sort, descending, after }: PageRequest): RawBuilder<boolean> {
  const bound = sql`(${after?.key}::text::${sql.raw(sort.type)}, ${after?.id}::uuid)`;
  return descending ? sql<boolean>`(${sort.expression}, t.id) < ${bound}` : sql<boolean>`(${sort.expression}, t.id) > ${bound}`;
}

/**
 * Four shapes, each reading index ranges that are already in order: one tree; several trees, each its first rows; a part
 * of a tree, organization by organization when there are few, else the tree's range filtered by membership in the part; and the ranges
 * of owners that are no organizations.
 * Where several ranges compete for a page, they compete by key alone: what a row shows is fetched for the winners only, as
 * long as the source joins by `leftJoin` on unique keys, which PostgreSQL drops where nobody looks at them. The `is true`
 * keeps the membership from becoming a join: hashed once, it costs a probe per row, whatever the planner thinks of its size.
 */
function overReach(request: PageRequest, source: TenantSelect<unknown>): RawBuilder<unknown> {
  const { reach } = request;
  const whole = source.select(sortColumns(request));
  const select = (predicate: RawBuilder<boolean>): RawBuilder<unknown> => sql`${cut(whole.where(predicate), request)}`;
  const keys = (predicate: RawBuilder<boolean>): RawBuilder<unknown> =>
    sql`${cut(source.clearSelect().select(sortColumns(request)).where(predicate), request)}`;
  const complete = (page: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`select found.* from (${page}) page cross join lateral (${whole.where(sql<boolean>`t.id = page.sort_id`)}) found ${order(request)}`;
  switch (reach.kind) {
    case 'everywhere': {
      if (!request.ranges) return select(sql<boolean>`true`);
      const { column, ids } = request.ranges;
      return complete(
        merged(request, sql`select distinct unnest(${ids}::uuid[]) as id`, keys(sql<boolean>`${sql.ref(column)} = range.id`)),
      );
    }
    case 'trees': {
      const [only] = reach.roots;
      if (only !== undefined && reach.roots.length === 1) return select(sql<boolean>`t.root_id = ${only}::uuid`);
      return complete(merged(request, sql`select unnest(${reach.roots}::uuid[]) as id`, keys(sql<boolean>`t.root_id = range.id`)));
    }
    case 'organizations': {
      const few = sql`(select count(*) from (${reach.organizations} limit ${sql.lit(SMALL_SUBTREE + 1)}) counted) <= ${sql.lit(SMALL_SUBTREE)}`;
      const perOrganization = merged(
        request,
        sql`select id from (${reach.organizations}) reached where ${few}`,
        keys(sql<boolean>`t.organization_id = range.id`),
      );
      const perTree = merged(
        request,
        sql`select id from (${reach.roots}) reached where not ${few}`,
        keys(sql<boolean>`t.root_id = range.id and (t.organization_id in (${reach.organizations})) is true`),
      );
      return complete(sql`select * from ((${perOrganization}) union all (${perTree})) pages ${order(request)}`);
    }
  }
}

function sortColumns({ sort }: PageRequest) {
  return [sort.expression.as('sort_key'), sql<string>`t.id`.as('sort_id')] as const;
}

/** The first rows after the cursor's position, in order. */
function cut(select: TenantSelect<unknown>, request: PageRequest): RawBuilder<unknown> {
  const direction = request.descending ? 'desc' : 'asc';
  return sql`${select
    .$if(request.after !== undefined, (after) => after.where(afterPosition(request)))
    .orderBy(request.sort.expression, direction)
    .orderBy(sql`t.id`, direction)
    .limit(request.limit + 1)}`;
}

function merged(request: PageRequest, ranges: RawBuilder<unknown>, select: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select page.* from (${ranges}) range cross join lateral (${select}) page ${order(request)}`;
}

function order({ descending, limit }: PageRequest): RawBuilder<unknown> {
  const direction = sql.raw(descending ? 'desc' : 'asc');
  return sql`order by sort_key ${direction}, sort_id ${direction} limit ${sql.lit(limit + 1)}`;
}

async function countRows(
  db: Queryable,
  builder: Kysely<AnyTables>,
  source: TenantSelect<unknown>,
  { reach, ranges }: PageRequest,
): Promise<number> {
  const narrowed = source
    .where(within(reach, 't'))
    .$if(ranges !== undefined, (rows) => rows.where(sql<boolean>`${sql.ref(ranges?.column ?? '')} = any(${ranges?.ids}::uuid[])`));
  const query = sql<{ total: number }>`select count(*) as total from (${narrowed}) counted`.compile(builder);
  return (await db.first(query))?.total ?? 0;
}
