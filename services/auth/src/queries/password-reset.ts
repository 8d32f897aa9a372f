import type { Queryable, Transaction } from '@kabinet/database';
import type { Insertable, Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type PasswordResetRow = Selectable<Tables['password_reset']>;

function selectOpen(now: string) {
  return query.selectFrom('password_reset').selectAll().where('closed_at', 'is', null).where('expires_at', '>', now);
}

export async function findOpenReset(db: Queryable, tokenHash: Buffer, now: string): Promise<PasswordResetRow | undefined> {
  return db.first(selectOpen(now).where('token_hash', '=', tokenHash));
}

export async function findOpenResetById(db: Queryable, id: string, now: string): Promise<PasswordResetRow | undefined> {
  return db.first(selectOpen(now).where('id', '=', id));
}

/** The open reset, locked until the transaction ends. */
export async function lockOpenReset(tx: Transaction, id: string, now: string): Promise<PasswordResetRow | undefined> {
  return tx.first(selectOpen(now).where('id', '=', id).forUpdate());
}

export async function insertReset(tx: Transaction, reset: Insertable<Tables['password_reset']>): Promise<void> {
  await tx.execute(query.insertInto('password_reset').values(reset));
}

/** Makes every link that was mailed to the user useless. */
export async function closeResetsOf(tx: Transaction, userId: string, now: string): Promise<void> {
  await tx.execute(
    query.updateTable('password_reset').set({ closed_at: now }).where('user_id', '=', userId).where('closed_at', 'is', null),
  );
}
