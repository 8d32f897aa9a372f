import { setTimeout as pause } from 'node:timers/promises';
import type { EventTransport } from '@kabinet/events';
import type { TestDatabase } from '@kabinet/testing';

const LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** What waits to be done in the schema of one service, and how many events it ever had: a count that stands still. */
interface Work {
  readonly waiting: number;
  readonly seen: number;
}

type Transport = Pick<EventTransport, 'pending' | 'waitingFor'>;

/**
 * Resolves when processes that work in the background have nothing left to do: no event unpublished, undelivered or unapplied, no
 * job due. Looked at twice, as what was found empty first may have been filled by what was found empty last.
 */
export async function untilAtRest(databases: ReadonlyMap<string, TestDatabase>, events: Transport): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  let before: number | undefined;
  for (;;) {
    const work = await Promise.all([...databases].map(([service, database]) => workOf(service, database)));
    const waiting = work.reduce((sum, one) => sum + one.waiting, 0) + (await undelivered(events));
    const seen = work.reduce((sum, one) => sum + one.seen, 0);
    if (waiting === 0 && before === seen) return;
    before = waiting === 0 ? seen : undefined;
    if (Date.now() > end) throw new Error(`the portal does not come to rest: ${waiting} things wait`);
    await pause(LOOK_EVERY_MS);
  }
}

/** A broker that was away is found again in its own time; until then something may wait there. */
async function undelivered(events: Transport): Promise<number> {
  return events.waitingFor() === undefined ? events.pending() : 1;
}

async function workOf(service: string, database: TestDatabase): Promise<Work> {
  // Whatever failed before is due at once: nobody waits for a back-off here.
  await database.sql(
    `update ${service}.inbox set next_attempt_at = now() where processed_at is null and failed_at is null and next_attempt_at > now()`,
  );
  await database.sql(
    `update ${service}_jobs._private_jobs set run_at = now()
      where locked_at is null and last_error is not null and attempts < max_attempts and run_at > now()`,
  );
  const [work] = await database.sql<{ waiting: number; seen: number }>(`select
    (select count(*) from ${service}.outbox where published_at is null)::int
    + (select count(*) from ${service}.inbox where processed_at is null and failed_at is null)::int
    + (select count(*) from ${service}_jobs._private_jobs
       where locked_at is not null or (run_at <= now() and attempts < max_attempts))::int as waiting,
    (select count(*) from ${service}.outbox)::int + (select count(*) from ${service}.inbox)::int as seen`);
  if (!work) throw new Error(`${service} did not say what it has to do`);
  return work;
}
