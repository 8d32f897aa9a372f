import type { Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';
import type { Received } from './received.ts';

type Mark = { readonly read_at: string | null } | { readonly hidden_at: string };

/** Marks what a person has; of a broadcast this makes the receipt. */
export async function markReceipt(
  tx: Transaction,
  userId: string,
  notice: Pick<Received, 'id' | 'published_at'>,
  mark: Mark,
): Promise<void> {
  const key = { user_id: userId, published_at: notice.published_at, notice_id: notice.id };
  const insert = query.insertInto('receipt').values({ ...key, ...mark });
  await tx.execute(insert.onConflict((conflict) => conflict.columns(['user_id', 'published_at', 'notice_id']).doUpdateSet(mark)));
}

/** Puts off, or ends, the warnings of these terms for a person; `until` null has them come as usual again. */
export async function muteTerms(
  tx: Transaction,
  userId: string,
  terms: readonly { readonly id: string; readonly valid_until: string }[],
  until: string | null,
): Promise<void> {
  const ids = terms.map(({ id }) => id);
  await tx.execute(sql`delete from mute where user_id = ${userId}::uuid and holding_id = any(${ids}::uuid[])`.compile(query));
  if (until === null) return;
  await tx.execute(
    sql`insert into mute (user_id, holding_id, valid_until, until)
      select ${userId}::uuid, term.id, term.valid_until, ${until}::date
      from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as term (id uuid, valid_until date)`.compile(query),
  );
}

/** Marks as read whatever the person has not read; broadcasts too. */
export async function markAllRead(
  tx: Transaction,
  userId: string,
  unmarked: readonly Pick<Received, 'id' | 'published_at'>[],
  now: string,
): Promise<void> {
  await tx.execute(
    query
      .updateTable('receipt')
      .set({ read_at: now })
      .where('user_id', '=', userId)
      .where('read_at', 'is', null)
      .where('published_at', '<=', now),
  );
  if (unmarked.length === 0) return;
  const rows = unmarked.map(({ id, published_at }) => ({ user_id: userId, published_at, notice_id: id, read_at: now }));
  await tx.execute(
    query
      .insertInto('receipt')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  );
}
