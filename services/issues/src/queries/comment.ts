import type { Input } from '@kabinet/contract';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { Comment } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { IssuesContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';
import { authorColumn, readerOf, type Reader } from './visible.ts';

export type CommentRow = Selectable<Tables['comment']>;
/** A comment as it is kept: until when it may be edited is for the domain to say. */
export type KeptComment = Omit<Comment, 'editable_until'>;

function selectComments(reader: Reader) {
  return query
    .selectFrom('comment as t')
    .select(['t.id', 't.delivery', 't.created_at', 't.updated_at', 't.edited_at', 't.deleted_at'])
    .select([authorColumn(reader, 't').as('author'), sql<string>`case when t.deleted_at is null then t.body else '' end`.as('body')]);
}

type ListQuery = Input<(typeof issuesContract)['operations']['listComments']>['query'];

/** What was said in a request, in its order; that the caller may see the request is decided already. */
export async function listComments(context: IssuesContext, issueId: string, input: ListQuery) {
  const source = selectComments(readerOf(context))
    .where('t.issue_id', '=', issueId)
    .$if(input.q !== undefined, (select) =>
      select.where('t.deleted_at', 'is', null).where('t.body', 'ilike', `%${escapeLike(input.q ?? '')}%`),
    );
  return listPage<KeptComment>(context, query, source, input, {
    list: `listComments of ${issueId}`,
    scope: context.scope('issues.read_own'),
    sorts: { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } },
    defaultSort: 'created_at',
  });
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

export async function findComment(db: Queryable, id: string, reader: Reader): Promise<(KeptComment & { version: number }) | undefined> {
  return db.first(selectComments(reader).select('t.version').where('t.id', '=', id));
}

export async function findRow(db: Queryable, id: string): Promise<CommentRow | undefined> {
  return db.first(query.selectFrom('comment').selectAll().where('id', '=', id));
}

export async function commentExists(db: Queryable, issueId: string, id: string): Promise<boolean> {
  return (await db.first(query.selectFrom('comment').select('id').where('id', '=', id).where('issue_id', '=', issueId))) !== undefined;
}

/** A comment of the request, locked until the transaction ends. */
export async function lockComment(tx: Transaction, issueId: string, id: string): Promise<CommentRow | undefined> {
  return tx.first(query.selectFrom('comment').selectAll().where('id', '=', id).where('issue_id', '=', issueId).forUpdate());
}

export async function insertComment(tx: Transaction, row: Insertable<Tables['comment']>): Promise<void> {
  await tx.execute(query.insertInto('comment').values(row));
}

/** Keeps what the comment said, and writes what it says now. */
export async function reviseComment(
  tx: Transaction,
  before: CommentRow,
  changes: Updateable<Tables['comment']>,
  at: string,
): Promise<void> {
  const { id: comment_id, version, body } = before;
  await tx.execute(query.insertInto('comment_revision').values({ comment_id, version, body, replaced_at: at }));
  await tx.execute(
    query
      .updateTable('comment')
      .set({ ...changes, version: version + 1, updated_at: at })
      .where('id', '=', comment_id),
  );
}
