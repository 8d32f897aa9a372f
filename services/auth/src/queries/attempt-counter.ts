import type { Transaction } from '@kabinet/database';
import type { Selectable } from 'kysely';
import type { Counter } from '../domain/attempts.ts';
import { query, type Tables } from '../tables.ts';

/** The counter of a bucket, locked until the transaction ends; a missing one is made, as if it had rested for ever. */
export async function lockCounter(tx: Transaction, bucket: Buffer): Promise<Counter> {
  const resting = new Date(0).toISOString();
  const row = await tx.first(
    query
      .insertInto('attempt_counter')
      .values({ bucket, attempts: 0, last_attempt_at: resting, blocked_until: resting })
      // An update that changes nothing: it locks and answers the row that is there.
      .onConflict((conflict) => conflict.column('bucket').doUpdateSet({ bucket }))
      .returningAll(),
  );
  if (!row) throw new Error('the upsert of a counter answered no row');
  return counterOf(row);
}

export async function saveCounter(tx: Transaction, bucket: Buffer, counter: Counter): Promise<void> {
  await tx.execute(
    query
      .updateTable('attempt_counter')
      .set({
        attempts: counter.attempts,
        last_attempt_at: new Date(counter.lastAttemptAt).toISOString(),
        blocked_until: new Date(counter.blockedUntil).toISOString(),
      })
      .where('bucket', '=', bucket),
  );
}

export async function deleteCounter(tx: Transaction, bucket: Buffer): Promise<void> {
  await tx.execute(query.deleteFrom('attempt_counter').where('bucket', '=', bucket));
}

function counterOf(row: Selectable<Tables['attempt_counter']>): Counter {
  return { attempts: row.attempts, lastAttemptAt: Date.parse(row.last_attempt_at), blockedUntil: Date.parse(row.blocked_until) };
}
