import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type UploadRow = Selectable<Tables['attachment_upload']>;
export type PartRow = Selectable<Tables['attachment_part']>;

export async function insertUpload(tx: Transaction, row: Insertable<Tables['attachment_upload']>): Promise<void> {
  await tx.execute(query.insertInto('attachment_upload').values(row));
}

/** An upload of the request and this author; nobody else knows of it. */
export async function findOwnUpload(db: Queryable, issueId: string, id: string, authorId: string | null): Promise<UploadRow | undefined> {
  return db.first(
    query
      .selectFrom('attachment_upload')
      .selectAll()
      .where('id', '=', id)
      .where('issue_id', '=', issueId)
      .where(sql<boolean>`author_id is not distinct from ${authorId}::uuid`),
  );
}

export async function findUploadRow(db: Queryable, id: string): Promise<UploadRow | undefined> {
  return db.first(query.selectFrom('attachment_upload').selectAll().where('id', '=', id));
}

/** The upload, locked until the transaction ends. */
export async function lockUpload(tx: Transaction, id: string): Promise<UploadRow | undefined> {
  return tx.first(query.selectFrom('attachment_upload').selectAll().where('id', '=', id).forUpdate());
}

export async function updateUpload(tx: Transaction, id: string, changes: Updateable<Tables['attachment_upload']>): Promise<void> {
  await tx.execute(query.updateTable('attachment_upload').set(changes).where('id', '=', id));
}

/** Its parts go with it. */
export async function deleteUploadRow(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('attachment_upload').where('id', '=', id));
}

/** Uploads of a request that have not become attachments yet. */
export async function countUploads(db: Queryable, issueId: string): Promise<number> {
  const row = await db.first(
    sql<{ there: number }>`select count(*)::int as there from attachment_upload
      where issue_id = ${issueId}::uuid and state in ('receiving', 'checking')`.compile(query),
  );
  return row?.there ?? 0;
}

export async function insertPart(tx: Transaction, row: PartRow): Promise<void> {
  await tx.execute(query.insertInto('attachment_part').values(row));
}

/** In their order. */
export async function listParts(db: Queryable, uploadId: string): Promise<PartRow[]> {
  return db.rows(query.selectFrom('attachment_part').selectAll().where('upload_id', '=', uploadId).orderBy('start'));
}

export async function forgetParts(tx: Transaction, uploadId: string): Promise<void> {
  await tx.execute(query.deleteFrom('attachment_part').where('upload_id', '=', uploadId));
}

/** Uploads whose check was begun before `before` and has not ended. */
export async function stuckUploads(db: Queryable, before: string, limit: number): Promise<UploadRow[]> {
  const stuck = query.selectFrom('attachment_upload').selectAll().where('updated_at', '<', before).where('state', '=', 'checking');
  return db.rows(stuck.orderBy('updated_at').limit(limit));
}

/** Uploads that nothing came for since `before`, and that are not being checked. */
export async function abandonedUploads(db: Queryable, before: string, limit: number): Promise<UploadRow[]> {
  const idle = query.selectFrom('attachment_upload').selectAll().where('updated_at', '<', before).where('state', '<>', 'checking');
  return db.rows(idle.orderBy('updated_at').limit(limit));
}
