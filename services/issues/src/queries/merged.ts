import type { Scope } from '@kabinet/contract/access';
import type { IssueRef } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql } from 'kysely';
import { query } from '../tables.ts';
import type { IssueRow } from './issue.ts';
import { visibleTo, type Reader } from './visible.ts';

/** Of one request. */
const MOST_SHOWN = 50;

function selectRefs(scope: Scope, reader: Reader) {
  return query
    .selectFrom('issue as t')
    .select(['t.id', 't.number', 't.subject'])
    .where(within(reachOf(scope), 't'))
    .where(visibleTo(reader));
}

/** The request as others name it, if `reader` may see it. */
export async function findRef(db: Queryable, id: string, scope: Scope, reader: Reader): Promise<IssueRef | undefined> {
  return db.first(selectRefs(scope, reader).where('t.id', '=', id));
}

/** Those of the requests merged into this one that `reader` may see, the latest first. */
export async function listMergedHere(db: Queryable, id: string, scope: Scope, reader: Reader): Promise<IssueRef[]> {
  const merged = selectRefs(scope, reader).where('t.merged_into_id', '=', id);
  return db.rows(merged.orderBy('t.merged_at', 'desc').orderBy('t.id').limit(MOST_SHOWN));
}

/** Two requests, locked in the order in which everybody locks them. */
export async function lockPair(
  tx: Transaction,
  fromId: string,
  intoId: string | undefined,
): Promise<{ readonly from: IssueRow | undefined; readonly into: IssueRow | undefined }> {
  const ids = intoId === undefined ? [fromId] : [fromId, intoId];
  const rows = await tx.rows(query.selectFrom('issue').selectAll().where('id', 'in', ids).orderBy('id').forUpdate());
  return { from: rows.find(({ id }) => id === fromId), into: rows.find(({ id }) => id === intoId) };
}

/** Whether the one goes on in the other, at once or by way of others. */
export async function leadsTo(db: Queryable, fromId: string, toId: string): Promise<boolean> {
  const found = await db.first(
    sql`with recursive way (id) as (
        select merged_into_id from issue where id = ${fromId}::uuid
        union select issue.merged_into_id from issue join way on issue.id = way.id)
      select 1 as found from way where id = ${toId}::uuid`.compile(query),
  );
  return found !== undefined;
}
