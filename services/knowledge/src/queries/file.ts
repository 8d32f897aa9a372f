import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export async function findFile(db: Queryable, articleId: string, id: string) {
  return db.first(query.selectFrom('article_file').selectAll().where('article_id', '=', articleId).where('id', '=', id));
}

export async function isFileNameTaken(db: Queryable, articleId: string, name: string): Promise<boolean> {
  const same = query.selectFrom('article_file').select('id').where('article_id', '=', articleId).where('name', '=', name);
  return (await db.first(same)) !== undefined;
}

/** Whether what customers read names the file. */
export async function isFileShown(db: Queryable, articleId: string, name: string): Promise<boolean> {
  const published = query.selectFrom('shown_article').select('id').where('id', '=', articleId).where('stage', '=', 'published');
  return (await db.first(published.where(sql<boolean>`${name} = any(file_names)`))) !== undefined;
}

export async function countFiles(db: Queryable, articleId: string): Promise<number> {
  return (await db.rows(query.selectFrom('article_file').select('id').where('article_id', '=', articleId))).length;
}

export async function insertFile(tx: Transaction, row: Insertable<Tables['article_file']>): Promise<void> {
  await tx.execute(query.insertInto('article_file').values(row));
}

export async function deleteFile(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('article_file').where('id', '=', id));
}

/** Which of the files, as their keys end, some article still has. */
export async function keptFiles(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  return new Set((await db.rows(query.selectFrom('article_file').select('id').where('id', 'in', ids))).map(({ id }) => id));
}
