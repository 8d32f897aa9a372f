import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type SigningKeyRow = Selectable<Tables['signing_key']>;

/** All keys there ever were, the oldest first. */
export async function findSigningKeys(db: Queryable): Promise<SigningKeyRow[]> {
  return db.rows(query.selectFrom('signing_key').selectAll().orderBy('signs_from').orderBy('id'));
}

/** The key that signs at this instant. */
export async function findSigningKeyAt(db: Queryable, at: string): Promise<SigningKeyRow | undefined> {
  const started = query.selectFrom('signing_key').selectAll().where('signs_from', '<=', at);
  return db.first(started.orderBy('signs_from', 'desc').orderBy('id', 'desc').limit(1));
}

/** Serialises what makes keys, so that two replicas do not make two. */
export async function lockSigningKeys(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signing keys'), hashtext(current_schema()))`.compile(query));
}

/** Answers the row as it is now. */
export async function insertSigningKey(tx: Transaction, key: Insertable<Tables['signing_key']>): Promise<SigningKeyRow> {
  const inserted = await tx.first(query.insertInto('signing_key').values(key).returningAll());
  if (!inserted) throw new Error('a signing key was not inserted');
  return inserted;
}
