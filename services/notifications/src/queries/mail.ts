import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type MailRow = Selectable<Tables['mail']>;

export async function findMail(db: Queryable, id: string): Promise<MailRow | undefined> {
  return db.first(query.selectFrom('mail').selectAll().where('id', '=', id));
}

/** The mail that one of `names` stands for: its id, or its Message-ID. */
export async function findNamedMail(db: Queryable, names: readonly string[]): Promise<string | undefined> {
  const ids = names.filter((name) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name));
  const named = sql<boolean>`(id = any(${ids}::uuid[]) or message_id = any(${names}::text[]))`;
  const found = query.selectFrom('mail').select('id').where(named).limit(1);
  return (await db.first(found))?.id;
}

/** The mail, locked until the transaction ends. */
export async function lockMail(tx: Transaction, id: string): Promise<MailRow | undefined> {
  return tx.first(query.selectFrom('mail').selectAll().where('id', '=', id).forUpdate());
}

export async function mailExists(db: Queryable, id: string): Promise<boolean> {
  return (await db.first(query.selectFrom('mail').select('id').where('id', '=', id))) !== undefined;
}

/** Inserts unless there is a mail about the same thing already; undefined then. */
export async function insertMail(tx: Transaction, row: Insertable<Tables['mail']>): Promise<MailRow | undefined> {
  return tx.first(
    query
      .insertInto('mail')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'reference_id']).doNothing())
      .returningAll(),
  );
}

/** Changes the mail if it still has `version`, and raises that; undefined when somebody else was first. */
export async function updateMail(
  tx: Transaction,
  { id, version }: Pick<MailRow, 'id' | 'version'>,
  changes: Updateable<Tables['mail']>,
): Promise<MailRow | undefined> {
  return tx.first(
    query
      .updateTable('mail')
      .set({ ...changes, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .where('version', '=', version)
      .returningAll(),
  );
}

/** Mails that should have been tried before `before`, the longest waiting first. */
export async function fetchOverdue(db: Queryable, before: string, limit: number): Promise<string[]> {
  const overdue = query.selectFrom('mail').select('id').where('next_attempt_at', '<', before).orderBy('next_attempt_at').limit(limit);
  return (await db.rows(overdue)).map((row) => row.id);
}
