import type { Scope } from '@kabinet/contract/access';
import { principalKey } from '@kabinet/contract/principal';
import { fetchPage, type AnyTables, type Position, type Ranges, type SortField, type TenantSelect } from '@kabinet/database/keyset';
import { reachOf } from '@kabinet/database/reach';
import { problem } from '@kabinet/problem';
import type { Kysely } from 'kysely';
import type { ServiceContext } from './context.ts';

/** The query of every list, as `listQuery` of the contract package shapes it. */
export interface ListQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly sort?: string;
  readonly count?: boolean;
  readonly cabinet_id?: string;
  readonly descendants?: boolean;
}

export interface ListOptions {
  /** Names the list in its cursors; the operation's id. */
  readonly list: string;
  readonly scope: Scope;
  /** Of what is nobody's: which owners' rows, such as those of some products. */
  readonly ranges?: Ranges | undefined;
  readonly sorts: Readonly<Record<string, SortField>>;
  /** `field` or `-field`, used when the caller does not say. */
  readonly defaultSort: string;
  /** Whether the statement is planned anew for what is looked for: words in texts are as rare or common as they are. */
  readonly replan?: boolean;
}

export interface ListPage<Row> {
  items: Row[];
  next_cursor: string | null;
  total?: number;
}

const DEFAULT_LIMIT = 50;

/**
 * One page of `source` as the API answers it: narrowed to the scope, sorted, cut, with a signed cursor to the next page.
 * Throws `invalid_query` for `descendants=false` without the cabinet whose descendants are meant.
 */
export async function listPage<Row>(
  context: Pick<ServiceContext, 'db' | 'cursors' | 'origin'>,
  builder: Kysely<AnyTables>,
  source: TenantSelect<Row>,
  query: ListQuery,
  options: ListOptions,
): Promise<ListPage<Row>> {
  const { name: sort, ...rows } = rowsOf(query, options);
  const identity = queryIdentity(context, query, options, sort);
  const page = await fetchPage(context.db, builder, source, {
    ...rows,
    after: query.cursor === undefined ? undefined : context.cursors.open(query.cursor, identity),
    limit: query.limit ?? DEFAULT_LIMIT,
    count: query.count ?? false,
  });
  return {
    items: page.items,
    next_cursor: page.next ? context.cursors.sign(page.next, identity) : null,
    ...(page.total === undefined ? {} : { total: page.total }),
  };
}

/** Rows that are read at once, and in memory, while all of a list is. */
const BATCH = 1_000;

/**
 * All rows of the list under the same query, in its order. Each batch is a transaction of its own: what changes its place meanwhile may
 * come late or not at all, nothing comes twice unless it moved. Throws as `listPage` does, before the first row is asked for.
 */
export function listRows<Row>(
  context: { renew(): Pick<ServiceContext, 'db'> },
  builder: Kysely<AnyTables>,
  source: TenantSelect<Row>,
  query: ListQuery,
  options: ListOptions,
): AsyncGenerator<Row> {
  const { name: _name, ...rows } = rowsOf(query, options);
  async function* batches(): AsyncGenerator<Row> {
    let after: Position | undefined;
    do {
      const page = await fetchPage<Row>(context.renew().db, builder, source, { ...rows, after, limit: BATCH, count: false });
      yield* page.items;
      after = page.next;
    } while (after !== undefined);
  }
  return batches();
}

/** Which rows the list has and in what order. Throws `invalid_query` for `descendants=false` without a cabinet. */
function rowsOf(query: ListQuery, options: ListOptions) {
  if (query.descendants === false && query.cabinet_id === undefined) {
    throw problem('invalid_query', { errors: [{ pointer: '?descendants', code: 'needs_cabinet' }] });
  }
  const sort = query.sort ?? options.defaultSort;
  const descending = sort.startsWith('-');
  const field = options.sorts[descending ? sort.slice(1) : sort];
  if (!field) throw new Error(`${options.list} has no sort field for ${sort}`);
  return { name: sort, reach: reachOf(options.scope, query), ranges: options.ranges, sort: field, descending, replan: options.replan };
}

/** Everything that decides which rows a list has, and in what order; a cursor is bound to it. */
function queryIdentity(context: Pick<ServiceContext, 'origin'>, query: ListQuery, options: ListOptions, sort: string): string {
  const { cursor: _cursor, limit: _limit, count: _count, ...filters } = query as ListQuery & Record<string, unknown>;
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([options.list, principalKey(context.origin.principal), sort, sorted]);
}
