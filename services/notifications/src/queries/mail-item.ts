import type { NotificationKind } from '@kabinet/contracts/notifications/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import type { NoticeData } from '../domain/words.ts';
import { query } from '../tables.ts';

/** What is due, person by person, locked until the transaction ends. */
export async function fetchDueItems(tx: Transaction, now: string, limit: number): Promise<{ notice_id: string; user_id: string }[]> {
  return tx.rows(
    sql<{ notice_id: string; user_id: string }>`select notice_id, user_id from mail_item
      where mail_id is null and due_at <= ${now}::timestamptz
      order by user_id, due_at limit ${sql.lit(limit)} for update skip locked`.compile(query),
  );
}

export async function assignItems(tx: Transaction, userId: string, notices: readonly string[], mailId: string): Promise<void> {
  await tx.execute(
    sql`update mail_item set mail_id = ${mailId}::uuid where user_id = ${userId}::uuid and notice_id = any(${notices}::uuid[])`.compile(
      query,
    ),
  );
}

export interface MailedNotice {
  readonly user_id: string;
  readonly kind: NotificationKind;
  readonly data: NoticeData;
}

/** What a mail tells, the oldest first; what was withdrawn meanwhile is not told. */
export async function fetchMailed(db: Queryable, mailId: string): Promise<MailedNotice[]> {
  return db.rows(
    sql<MailedNotice>`select mail_item.user_id, notice.kind, notice.data from mail_item join notice on notice.id = mail_item.notice_id
      where mail_item.mail_id = ${mailId}::uuid and notice.withdrawn_at is null
      order by notice.published_at, notice.id`.compile(query),
  );
}
