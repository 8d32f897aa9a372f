import { createBuilder } from '@kabinet/database/builder';
import type { Session } from '@kabinet/database';
import { sql } from 'kysely';

const query = createBuilder<Record<string, never>>();

/** Events that were recorded and have not left yet. */
export async function undeliveredEvents(session: Session): Promise<{ count: number; oldest_seconds: number }> {
  const row = await session.first(
    sql<{
      count: number;
      oldest_seconds: number;
    }>`select count(*) as count, coalesce(extract(epoch from now() - min(recorded_at)), 0)::int as oldest_seconds
      from outbox where published_at is null`.compile(query),
  );
  return row ?? { count: 0, oldest_seconds: 0 };
}
