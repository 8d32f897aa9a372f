import type { IssueChange } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';
import { authorColumn, type Reader } from './visible.ts';

export async function insertHistory(tx: Transaction, rows: readonly Insertable<Tables['history']>[]): Promise<void> {
  if (rows.length > 0) await tx.execute(query.insertInto('history').values(rows));
}

/** The newest 200 changes, in the order in which they were made. */
export async function listHistory(db: Queryable, issueId: string, reader: Reader): Promise<IssueChange[]> {
  const rows = await db.rows(
    query
      .selectFrom('history')
      .select(['at', 'what', 'from_value as from', 'to_value as to'])
      .select(sql<IssueChange['by']>`case when author_name is not null then ${authorColumn(reader, 'history')} end`.as('by'))
      .where('issue_id', '=', issueId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(200),
  );
  return (rows as IssueChange[]).toReversed();
}
