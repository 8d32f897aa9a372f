import type { Queryable, Transaction } from '@kabinet/database';
import type { Insertable, Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export async function findRefreshToken(db: Queryable, tokenHash: Buffer): Promise<Selectable<Tables['refresh_token']> | undefined> {
  return db.first(query.selectFrom('refresh_token').selectAll().where('token_hash', '=', tokenHash));
}

export async function insertRefreshToken(tx: Transaction, token: Insertable<Tables['refresh_token']>): Promise<void> {
  await tx.execute(query.insertInto('refresh_token').values(token));
}

export async function spendRefreshToken(tx: Transaction, tokenHash: Buffer, now: string): Promise<void> {
  await tx.execute(query.updateTable('refresh_token').set({ spent_at: now }).where('token_hash', '=', tokenHash));
}
