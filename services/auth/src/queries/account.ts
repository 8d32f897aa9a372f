import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** A user with what they log in with. Behind every wall: sessions of the system only. */
export type AccountRow = Selectable<Tables['app_user']>;

/** `email` in its normal form. */
export async function findAccount(system: Queryable, email: string): Promise<AccountRow | undefined> {
  return system.first(
    query
      .selectFrom('app_user')
      .selectAll()
      .where(sql`lower(email)`, '=', email),
  );
}

/** The account of a user, locked until the transaction ends. */
export async function lockAccount(tx: Transaction, id: string): Promise<AccountRow | undefined> {
  return tx.first(query.selectFrom('app_user').selectAll().where('id', '=', id).forNoKeyUpdate());
}

/** Inserts unless the address is taken; answers whether it did. */
export async function insertAccount(tx: Transaction, account: Insertable<Tables['app_user']>): Promise<boolean> {
  return (
    (await tx.execute(
      query
        .insertInto('app_user')
        .values(account)
        .onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}
