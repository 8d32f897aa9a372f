import type { Queryable, Transaction } from '@kabinet/database';
import type { Insertable, Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type EmailChangeRow = Selectable<Tables['email_change']>;

function selectOpen(now: string) {
  return query.selectFrom('email_change').selectAll().where('closed_at', 'is', null).where('expires_at', '>', now);
}

export async function findOpenEmailChange(db: Queryable, tokenHash: Buffer, now: string): Promise<EmailChangeRow | undefined> {
  return db.first(selectOpen(now).where('token_hash', '=', tokenHash));
}

export async function findOpenEmailChangeById(db: Queryable, id: string, now: string): Promise<EmailChangeRow | undefined> {
  return db.first(selectOpen(now).where('id', '=', id));
}

/** The open change, locked until the transaction ends. */
export async function lockOpenEmailChange(tx: Transaction, id: string, now: string): Promise<EmailChangeRow | undefined> {
  return tx.first(selectOpen(now).where('id', '=', id).forUpdate());
}

export async function insertEmailChange(tx: Transaction, change: Insertable<Tables['email_change']>): Promise<void> {
  await tx.execute(query.insertInto('email_change').values(change));
}

/** Makes every link that was mailed to new addresses of the user useless. */
export async function closeEmailChangesOf(tx: Transaction, userId: string, now: string): Promise<void> {
  await tx.execute(query.updateTable('email_change').set({ closed_at: now }).where('user_id', '=', userId).where('closed_at', 'is', null));
}
