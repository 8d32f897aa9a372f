import type { Queryable, Transaction } from '@kabinet/database';
import type { Insertable, Selectable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type LoginChallengeRow = Selectable<Tables['login_challenge']>;

function selectOpen(now: string) {
  return query.selectFrom('login_challenge').selectAll().where('closed_at', 'is', null).where('expires_at', '>', now);
}

export async function findOpenChallenge(db: Queryable, tokenHash: Buffer, now: string): Promise<LoginChallengeRow | undefined> {
  return db.first(selectOpen(now).where('token_hash', '=', tokenHash));
}

/** The challenge, locked until the transaction ends. */
export async function lockOpenChallenge(tx: Transaction, id: string, now: string): Promise<LoginChallengeRow | undefined> {
  return tx.first(selectOpen(now).where('id', '=', id).forUpdate());
}

export async function insertChallenge(tx: Transaction, challenge: Insertable<Tables['login_challenge']>): Promise<void> {
  await tx.execute(query.insertInto('login_challenge').values(challenge));
}

export async function closeChallenge(tx: Transaction, id: string, now: string): Promise<void> {
  await tx.execute(query.updateTable('login_challenge').set({ closed_at: now }).where('id', '=', id));
}

/** Makes every login of the user that waits for a second factor start anew. */
export async function closeChallengesOf(tx: Transaction, userId: string, now: string): Promise<void> {
  await tx.execute(
    query.updateTable('login_challenge').set({ closed_at: now }).where('user_id', '=', userId).where('closed_at', 'is', null),
  );
}
