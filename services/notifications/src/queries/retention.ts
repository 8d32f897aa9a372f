import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

type RetentionRow = Omit<Selectable<Tables['retention']>, 'only_row'>;

const selectRetention = query.selectFrom('retention').select(['mail_days', 'notice_months', 'version', 'updated_at']);

export async function findRetention(db: Queryable): Promise<RetentionRow> {
  return theRow(await db.first(selectRetention));
}

/** The periods, locked until the transaction ends. */
export async function lockRetention(tx: Transaction): Promise<RetentionRow> {
  return theRow(await tx.first(selectRetention.forUpdate()));
}

/** The migration made it, and nothing removes it. */
function theRow(row: RetentionRow | undefined): RetentionRow {
  if (!row) throw new Error('nothing says how long things are kept');
  return row;
}

export async function updateRetention(tx: Transaction, changes: Updateable<Tables['retention']>): Promise<RetentionRow> {
  await tx.execute(query.updateTable('retention').set({ ...changes, version: sql<number>`version + 1` }));
  return findRetention(tx);
}

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
