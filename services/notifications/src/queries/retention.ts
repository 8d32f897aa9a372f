import type { Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

/** Makes partitions from this month until `ahead` months later, drops those that ended by `before`. */
export async function keepReceiptMonths(db: Queryable, now: string, before: string, ahead: number): Promise<void> {
  await db.execute(
    sql`select make_receipt_month((date_trunc('month', ${now}::timestamptz at time zone 'UTC') + step * interval '1 month')::date)
      from generate_series(0, ${sql.lit(ahead)}) step`.compile(query),
  );
  await db.execute(sql`select drop_receipt_months((${before}::timestamptz at time zone 'UTC')::date)`.compile(query));
}

/** Notices and what was never mailed of them. */
export async function deleteNoticesBefore(db: Queryable, before: string): Promise<void> {
  const old = sql`select id from notice where published_at < ${before}::timestamptz`;
  await deleteAll(
    db,
    (batch) => sql`delete from mail_item where ctid in (select ctid from mail_item where notice_id in (${old}) ${batch})`,
  );
  await deleteAll(db, (batch) => sql`delete from notice where id in (${old} ${batch})`);
}

export async function deleteMailsBefore(db: Queryable, before: string): Promise<void> {
  const old = sql`select id from mail where created_at < ${before}::timestamptz and next_attempt_at is null`;
  await deleteAll(db, (batch) => sql`delete from mail where id in (${old} ${batch})`);
}

export async function deleteDeliveriesBefore(db: Queryable, before: string): Promise<void> {
  const old = sql`select id from webhook_delivery where created_at < ${before}::timestamptz and next_attempt_at is null`;
  await deleteAll(db, (batch) => sql`delete from webhook_delivery where id in (${old} ${batch})`);
}

/** What one transaction deletes: it must be over long before transactions are ended. */
const BATCH = 5_000;

type Batch = ReturnType<typeof sql>;

async function deleteAll(db: Queryable, statement: (batch: Batch) => Batch): Promise<void> {
  while ((await db.execute(statement(sql`limit ${sql.lit(BATCH)}`).compile(query))) === BATCH);
}
