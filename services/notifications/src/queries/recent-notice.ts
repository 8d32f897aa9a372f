import type { Queryable } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export interface RecentNotice {
  readonly id: string;
  readonly audience: 'people' | 'everyone' | 'product' | 'organization';
  readonly published_at: string;
}

/** What was published from `since` until `now`, the oldest first. */
export async function fetchRecentNotices(db: Queryable, since: string, now: string): Promise<RecentNotice[]> {
  return db.rows(
    sql<RecentNotice>`select id, audience, published_at from notice
      where published_at between ${since}::timestamptz and ${now}::timestamptz and withdrawn_at is null
      order by published_at, id limit 1000`.compile(query),
  );
}

/** Which of `users` were told a notice themselves. */
export async function fetchTold(db: Queryable, { id, published_at }: RecentNotice, users: readonly string[]): Promise<string[]> {
  const rows = await db.rows(
    sql<{ user_id: string }>`select user_id from receipt
      where user_id = any(${users}::uuid[]) and published_at = ${published_at}::timestamptz and notice_id = ${id}::uuid
        and hidden_at is null`.compile(query),
  );
  return rows.map(({ user_id }) => user_id);
}
