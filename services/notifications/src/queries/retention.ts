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
  await db.execute(sql`delete from receipt_other where published_at < ${before}::timestamptz`.compile(query));
}

export async function deleteNoticesBefore(db: Queryable, before: string): Promise<void> {
  await db.execute(
    sql`delete from mail_item using notice where notice.id = mail_item.notice_id and notice.published_at < ${before}::timestamptz`.compile(
      query,
    ),
  );
  await db.execute(sql`delete from notice where published_at < ${before}::timestamptz`.compile(query));
}
