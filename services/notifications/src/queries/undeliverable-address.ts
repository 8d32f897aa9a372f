import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** Answers whether the address was written to until now. */
export async function insertUndeliverable(tx: Transaction, row: Insertable<Tables['undeliverable_address']>): Promise<boolean> {
  const insert = query.insertInto('undeliverable_address').values(row);
  return (await tx.execute(insert.onConflict((conflict) => conflict.column('address_hash').doNothing()))) === 1;
}

export async function isUndeliverable(db: Queryable, addressHash: Buffer): Promise<boolean> {
  const found = query.selectFrom('undeliverable_address').select('mail_id').where('address_hash', '=', addressHash);
  return (await db.first(found)) !== undefined;
}

export async function deleteUndeliverable(tx: Transaction, addressHash: Buffer): Promise<void> {
  await tx.execute(query.deleteFrom('undeliverable_address').where('address_hash', '=', addressHash));
}

export async function deleteUndeliverableBefore(db: Queryable, before: string): Promise<void> {
  await db.execute(query.deleteFrom('undeliverable_address').where('created_at', '<', before));
}

export interface Belonging {
  readonly organization_id: string;
  readonly root_id: string;
}

/** Whom a mail was for, where this service knows it, and where that person belongs. */
export async function findReader(tx: Transaction, mailId: string): Promise<{ userId: string | null; belongings: Belonging[] }> {
  const reader = await tx.first(
    sql<{
      user_id: string | null;
    }>`select coalesce(mail.reader_id, (select user_id from mail_item where mail_id = mail.id limit 1)) as user_id
      from mail where id = ${mailId}::uuid`.compile(query),
  );
  const userId = reader?.user_id ?? null;
  if (userId === null) return { userId, belongings: [] };
  const memberships = query.selectFrom('membership').select(['organization_id', 'root_id']).distinct();
  return { userId, belongings: await tx.rows(memberships.where('user_id', '=', userId).where('ended', '=', false)) };
}
