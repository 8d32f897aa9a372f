import type { ReleaseKey } from '@kabinet/contracts/artifacts/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { query } from '../tables.ts';

const COLUMNS = ['id', 'name', 'public_key', 'added_at', 'retired_at'] as const;

/** All keys, the newest first. */
export async function listKeys(db: Queryable): Promise<ReleaseKey[]> {
  return db.rows(query.selectFrom('release_key').select(COLUMNS).orderBy('added_at', 'desc').orderBy('id'));
}

export async function findKey(db: Queryable, id: string): Promise<ReleaseKey | undefined> {
  return db.first(query.selectFrom('release_key').select(COLUMNS).where('id', '=', id));
}

/** The key, locked until the transaction ends. */
export async function lockKey(tx: Transaction, id: string): Promise<ReleaseKey | undefined> {
  return tx.first(query.selectFrom('release_key').select(COLUMNS).where('id', '=', id).forUpdate());
}

/** Answers whether it was not there yet. */
export async function insertKey(tx: Transaction, key: ReleaseKey): Promise<boolean> {
  const insert = query.insertInto('release_key').values(key);
  return (await tx.execute(insert.onConflict((conflict) => conflict.doNothing()))) === 1;
}

export async function setRetired(tx: Transaction, id: string, at: string): Promise<void> {
  await tx.execute(query.updateTable('release_key').set({ retired_at: at }).where('id', '=', id));
}
