import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';
import type { DueHolding } from './holding.ts';

/** Who has put off or ended warnings of these terms, as of `today`, by holding. */
export async function fetchMuters(db: Queryable, holdings: readonly string[], today: string): Promise<Map<string, string[]>> {
  const rows = await db.rows(
    sql<{ holding_id: string; users: string[] }>`select mute.holding_id, array_agg(mute.user_id::text) as users
      from mute join holding on holding.id = mute.holding_id and holding.valid_until = mute.valid_until
      where mute.holding_id = any(${holdings}::uuid[]) and mute.until > ${today}::date
      group by mute.holding_id`.compile(query),
  );
  return new Map(rows.map(({ holding_id, users }) => [holding_id, users]));
}

/** Ends what one person had put off until `today`; answers whose it was, and the terms that still end as they did then. */
export async function takeSnoozed(tx: Transaction, today: string): Promise<{ user_id: string; terms: DueHolding[] } | undefined> {
  const next = await tx.first(
    sql<{ user_id: string }>`select user_id from mute where until <= ${today}::date limit 1 for update skip locked`.compile(query),
  );
  if (!next) return undefined;
  const terms = await tx.rows(
    sql<DueHolding>`with taken as (delete from mute where user_id = ${next.user_id}::uuid and until <= ${today}::date returning *)
      select holding.*, product.name as product_name
      from taken join holding on holding.id = taken.holding_id and holding.valid_until = taken.valid_until
      left join product on product.id = holding.product_id
      where holding.decision <> 'revoked' and holding.quantity > 0
      order by holding.valid_until, holding.number`.compile(query),
  );
  return { user_id: next.user_id, terms };
}
