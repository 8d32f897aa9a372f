import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

/** A user without what they log in with, which only the system reads: see `account.ts`. */
export type UserRow = Pick<Selectable<Tables['app_user']>, (typeof columns)[number]>;

const columns = ['id', 'email', 'name', 'locale', 'status', 'staff_roles', 'version', 'created_at', 'updated_at'] as const;

export async function findUser(db: Queryable, id: string): Promise<UserRow | undefined> {
  return db.first(query.selectFrom('app_user').select(columns).where('id', '=', id));
}

/** The user, locked until the transaction ends. */
export async function lockUser(tx: Transaction, id: string): Promise<UserRow | undefined> {
  return tx.first(query.selectFrom('app_user').select(columns).where('id', '=', id).forNoKeyUpdate());
}

/** Changes the user and raises the version; answers the new row. */
export async function updateUser(tx: Transaction, id: string, changes: Updateable<Tables['app_user']>): Promise<UserRow> {
  const row = await tx.first(
    query
      .updateTable('app_user')
      .set({ ...changes, version: sql<number>`version + 1` })
      .where('id', '=', id)
      .returning(columns),
  );
  if (!row) throw new Error(`user ${id} vanished while it was changed`);
  return row;
}
