import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type SigningKeyRow = Selectable<Tables['signing_key']>;

export async function fetchSigningKeys(db: Queryable): Promise<SigningKeyRow[]> {
  return db.rows(query.selectFrom('signing_key').selectAll().orderBy('activates_at'));
}

/** Serialises what makes keys, so that two replicas do not make two. */
export async function lockSigningKeys(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signing keys'), hashtext(current_schema()))`.compile(query));
}

export async function insertSigningKey(tx: Transaction, key: Insertable<Tables['signing_key']>): Promise<void> {
  await tx.execute(query.insertInto('signing_key').values(key));
}

/** Says when the keys that have no successor yet are replaced. */
export async function retireSigningKeys(tx: Transaction, retiresAt: string): Promise<void> {
  await tx.execute(query.updateTable('signing_key').set({ retires_at: retiresAt }).where('retires_at', 'is', null));
}

export async function deleteSigningKey(tx: Transaction, id: string): Promise<void> {
  await tx.execute(query.deleteFrom('signing_key').where('id', '=', id));
}
