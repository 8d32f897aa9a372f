import { COUNTED_AT_MOST, type Queue, type Queues } from '@kabinet/contract/system';
import type { Session } from '@kabinet/database';
import { createBuilder } from '@kabinet/database/builder';
import { jobSchema } from '@kabinet/database/roles';
import { sql, type RawBuilder } from 'kysely';

interface QueueRow {
  outbox: Queue;
  inbox: Queue;
  dead_letters: Queue;
  jobs: Queue;
  retried_jobs: Queue;
  failed_jobs: Queue;
}

const query = createBuilder<Record<string, never>>();

/** What waits in the schema of `service`: counted from the partial indexes of what waits, so that it costs little however much was done. */
export async function fetchQueues(session: Session, service: string): Promise<Queues> {
  const jobs = sql.raw(`${jobSchema(service)}.jobs`);
  const row = await session.first(
    sql<QueueRow>`select
      ${waiting(sql`recorded_at as at from outbox where published_at is null`)} as outbox,
      ${waiting(sql`received_at as at from inbox where processed_at is null and failed_at is null`)} as inbox,
      ${waiting(sql`failed_at as at from inbox where failed_at is not null`)} as dead_letters,
      ${waiting(sql`run_at as at from ${jobs} where run_at <= now() and attempts < max_attempts`)} as jobs,
      ${waiting(sql`run_at as at from ${jobs} where run_at > now() and attempts < max_attempts and last_error is not null`)} as retried_jobs,
      ${waiting(sql`run_at as at from ${jobs} where attempts >= max_attempts and locked_at is null`)} as failed_jobs`.compile(query),
  );
  if (!row) throw new Error(`${service} did not say what waits`);
  return { ...row, retried_jobs: row.retried_jobs.count, failed_jobs: row.failed_jobs.count };
}

/** How many rows `source` has, and since when the oldest of them waits; no more of them are looked at than are counted. */
function waiting(source: RawBuilder<unknown>): RawBuilder<Queue> {
  return sql`(select json_build_object(
      'count', count(*),
      'oldest_seconds', case when count(*) > 0 then greatest(0, floor(extract(epoch from now() - min(at)))::int) end
    ) from (select ${source} order by at limit ${sql.lit(COUNTED_AT_MOST)}) waiting)`;
}
