import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type UserRow = Selectable<Tables['app_user']>;

export async function findUser(db: Queryable, id: string): Promise<UserRow | undefined> {
  return db.first(query.selectFrom('app_user').selectAll().where('id', '=', id));
}

/** `email` in its normal form. */
export async function findUserByEmail(db: Queryable, email: string): Promise<UserRow | undefined> {
  return db.first(
    query
      .selectFrom('app_user')
      .selectAll()
      .where(sql`lower(email)`, '=', email),
  );
}

/** The user, locked until the transaction ends. */
export async function lockUser(tx: Transaction, id: string): Promise<UserRow | undefined> {
  return tx.first(query.selectFrom('app_user').selectAll().where('id', '=', id).forNoKeyUpdate());
}

/** Inserts unless the address is taken; answers whether it did. */
export async function insertUser(tx: Transaction, user: Insertable<Tables['app_user']>): Promise<boolean> {
  return (
    (await tx.execute(
      query
        .insertInto('app_user')
        .values(user)
        .onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}

/** Changes the user and raises the version; answers the new row. */
export async function updateUser(tx: Transaction, id: string, changes: Updateable<Tables['app_user']>): Promise<UserRow> {
  const row = await tx.first(
    query
      .updateTable('app_user')
      .set({ ...changes, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .returningAll(),
  );
  if (!row) throw new Error(`user ${id} vanished while it was changed`);
  return row;
}
