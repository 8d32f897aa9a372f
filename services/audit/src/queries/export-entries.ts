import { fetchPage, type Position } from '@kabinet/database/keyset';
import { reachOf } from '@kabinet/database/reach';
import type { AuditContext } from '../context.ts';
import { query } from '../tables.ts';
import { entriesLike, SORTS, type EntryFilter, type FoundEntry } from './list-entries.ts';

const BATCH = 500;

/**
 * All entries that the list has under the same filter and order, a batch in memory at a time. Each batch is a transaction of its
 * own: what is recorded meanwhile may come at the end of an ascending order.
 */
export async function* exportEntries(context: AuditContext, filter: EntryFilter): AsyncGenerator<FoundEntry> {
  const scope = context.scope('audit.read');
  const source = entriesLike(scope, filter);
  const request = { reach: reachOf(scope, filter), sort: SORTS.at, descending: filter.sort !== 'at', limit: BATCH, count: false };
  let after: Position | undefined;
  do {
    const page = await fetchPage<FoundEntry>(context.renew().db, query, source, { ...request, after });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
