import type { Note } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** The notes on a request, in their order. */
export async function listNotes(db: Queryable, issueId: string): Promise<Note[]> {
  const author = sql<Note['author']>`json_build_object('id', author_id, 'name', author_name, 'side', 'support')`.as('author');
  const notes = query.selectFrom('note').select(['id', 'body', 'created_at']).select(author).where('issue_id', '=', issueId);
  return db.rows(notes.orderBy('created_at').orderBy('id'));
}

export async function countNotes(db: Queryable, issueId: string): Promise<number> {
  const row = await db.first(
    sql<{ there: number }>`select count(*)::int as there from note where issue_id = ${issueId}::uuid`.compile(query),
  );
  return row?.there ?? 0;
}

export async function insertNote(tx: Transaction, row: Insertable<Tables['note']>): Promise<void> {
  await tx.execute(query.insertInto('note').values(row));
}
