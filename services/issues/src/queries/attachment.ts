import type { Input } from '@kabinet/contract';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { Attachment } from '@kabinet/contracts/issues/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { IssuesContext } from '../context.ts';
import { query, type Tables } from '../tables.ts';
import { authorColumn, readerOf, type Reader } from './visible.ts';

export type AttachmentRow = Selectable<Tables['attachment']>;
/** An attachment as it is kept: what kind of file it is follows from its name. */
export type KeptAttachment = Omit<Attachment, 'content_type'>;

function selectAttachments(reader: Reader) {
  return query
    .selectFrom('attachment as t')
    .select(['t.id', 't.name', 't.size', 't.comment_id', 't.created_at'])
    .select(authorColumn(reader, 't').as('author'));
}

type ListQuery = Input<(typeof issuesContract)['operations']['listAttachments']>['query'];

/** The files of a request, in the order in which they came; that the caller may see the request is decided already. */
export async function listAttachments(context: IssuesContext, issueId: string, input: ListQuery) {
  const pattern = `%${(input.q ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const source = selectAttachments(readerOf(context))
    .where('t.issue_id', '=', issueId)
    .$if(input.q !== undefined, (select) => select.where('t.name', 'ilike', pattern));
  return listPage<KeptAttachment>(context, query, source, input, {
    list: `listAttachments of ${issueId}`,
    scope: context.scope('issues.read_own'),
    sorts: { created_at: { expression: sql`t.created_at`, type: 'timestamptz' } },
    defaultSort: 'created_at',
  });
}

export async function findAttachment(db: Queryable, id: string, reader: Reader): Promise<KeptAttachment | undefined> {
  return db.first(selectAttachments(reader).where('t.id', '=', id));
}

export async function findRow(db: Queryable, id: string): Promise<AttachmentRow | undefined> {
  return db.first(query.selectFrom('attachment').selectAll().where('id', '=', id));
}

/** A file of the request with where its bytes are. */
export async function findFile(db: Queryable, issueId: string, id: string): Promise<AttachmentRow | undefined> {
  return db.first(query.selectFrom('attachment').selectAll().where('id', '=', id).where('issue_id', '=', issueId));
}

export async function countAttachments(db: Queryable, issueId: string): Promise<number> {
  const row = await db.first(
    sql<{ there: number }>`select count(*)::int as there from attachment where issue_id = ${issueId}::uuid`.compile(query),
  );
  return row?.there ?? 0;
}

export async function insertAttachment(tx: Transaction, row: Insertable<Tables['attachment']>): Promise<void> {
  await tx.execute(query.insertInto('attachment').values(row));
}

export async function deleteAttachmentRow(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('attachment').where('id', '=', id));
}

/** Those of `ids` that are files of the request, of this author, and in no comment yet. */
export async function findClaimable(
  db: Queryable,
  ids: readonly string[],
  { issue_id, author_id }: { readonly issue_id: string; readonly author_id: string | null },
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const found = query.selectFrom('attachment').select('id').where('id', 'in', ids).where('issue_id', '=', issue_id);
  return new Set((await db.rows(found.where('author_id', '=', author_id).where('comment_id', 'is', null))).map(({ id }) => id));
}

/** Gives files of the request that their author has put into no comment yet to one; answers which of `ids` they were. */
export async function claimAttachments(
  tx: Transaction,
  ids: readonly string[],
  { id: comment_id, issue_id, author_id }: { readonly id: string; readonly issue_id: string; readonly author_id: string | null },
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const claimed = await tx.rows(
    query
      .updateTable('attachment')
      .set({ comment_id })
      .where('id', 'in', ids)
      .where('issue_id', '=', issue_id)
      .where('author_id', '=', author_id)
      .where('comment_id', 'is', null)
      .returning('id'),
  );
  return new Set(claimed.map(({ id }) => id));
}

/** Those of `keys` that no attachment names, nor an upload that is not one yet. */
export async function unreferenced(db: Queryable, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await db.rows(
    sql<{ key: string }>`select key from unnest(${keys}::text[]) key
      where not exists (select from attachment where attachment.object_key = key)
        and not exists (select from attachment_part where attachment_part.object_key = key)`.compile(query),
  );
  return rows.map(({ key }) => key);
}
