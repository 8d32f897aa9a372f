import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** Second factors stand behind every wall: `db` is the system's. */
export type SecondFactorRow = Selectable<Tables['second_factor']>;

export async function findFactor(db: Queryable, userId: string): Promise<SecondFactorRow | undefined> {
  return db.first(query.selectFrom('second_factor').selectAll().where('user_id', '=', userId));
}

/** The factor, locked until the transaction ends: one code after the other is looked at. */
export async function lockFactor(tx: Transaction, userId: string): Promise<SecondFactorRow | undefined> {
  return tx.first(query.selectFrom('second_factor').selectAll().where('user_id', '=', userId).forUpdate());
}

/** Takes the place of a factor that was begun before. */
export async function putFactor(tx: Transaction, factor: Insertable<Tables['second_factor']>): Promise<void> {
  await deleteFactor(tx, factor.user_id);
  await tx.execute(query.insertInto('second_factor').values(factor));
}

export async function updateFactor(tx: Transaction, userId: string, changes: Updateable<Tables['second_factor']>): Promise<void> {
  await tx.execute(query.updateTable('second_factor').set(changes).where('user_id', '=', userId));
}

/** Deletes the factor and its recovery codes. */
export async function deleteFactor(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(query.deleteFrom('second_factor').where('user_id', '=', userId));
}

export async function replaceCodes(tx: Transaction, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await tx.execute(query.deleteFrom('recovery_code').where('user_id', '=', userId));
  await tx.execute(query.insertInto('recovery_code').values(hashes.map((code_hash) => ({ user_id: userId, code_hash, used_at: null }))));
}

/** Spends a recovery code; answers whether it was there and not spent before. */
export async function spendCode(tx: Transaction, userId: string, hash: Buffer, now: string): Promise<boolean> {
  const spent = await tx.execute(
    query
      .updateTable('recovery_code')
      .set({ used_at: now })
      .where('user_id', '=', userId)
      .where('code_hash', '=', hash)
      .where('used_at', 'is', null),
  );
  return spent === 1;
}

export async function countCodesLeft(db: Queryable, userId: string): Promise<number> {
  const row = await db.first(
    query
      .selectFrom('recovery_code')
      .select(sql<number>`count(*)::int`.as('left'))
      .where('user_id', '=', userId)
      .where('used_at', 'is', null),
  );
  return row?.left ?? 0;
}
