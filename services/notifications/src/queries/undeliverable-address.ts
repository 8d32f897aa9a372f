import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable } from 'kysely';
import { query, type Tables } from '../tables.ts';
import type { MailRow } from './mail.ts';

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

/** Where the reader of a mail belongs, and the organization that it is about. */
export async function findBelongings(tx: Transaction, { reader_id, organization_id }: MailRow): Promise<Belonging[]> {
  return tx.rows(
    sql<Belonging>`select organization_id, root_id from membership where user_id = ${reader_id}::uuid and not ended
      union select id, root_id from organization_node where id = ${organization_id}::uuid`.compile(query),
  );
}
