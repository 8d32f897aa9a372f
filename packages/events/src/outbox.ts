import type { Event } from '@kabinet/contract/events';
import { createBuilder } from '@kabinet/database/builder';
import type { Database, Session, Transaction } from '@kabinet/database';
import { sql } from 'kysely';

export interface OutboxTables {
  outbox: { id: string; event: string; recorded_at: string; published_at: string | null };
}

const query = createBuilder<OutboxTables>();
/** NATS refuses messages of more than 1 MB unless told otherwise, and an event that cannot leave would hold up all others. */
const MAX_EVENT_BYTES = 500_000;

/** Records `event` in the transaction that changes the aggregate; it leaves when, and only when, that commits. Throws when it is too large to travel. */
export async function recordEvent(tx: Transaction, event: Event): Promise<void> {
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) > MAX_EVENT_BYTES) throw new RangeError(`an event ${event.type} of more than ${MAX_EVENT_BYTES} bytes`);
  await tx.execute(query.insertInto('outbox').values({ id: event.id, event: text } as never));
}

/** Events wait 30 days for a consumer that has to be rebuilt, then go. */
export async function forgetOldEvents(session: Session): Promise<void> {
  await session.execute(sql`delete from outbox where published_at < now() - interval '30 days'`.compile(query));
  await session.execute(sql`delete from inbox where processed_at < now() - interval '30 days'`.compile(query));
}

export function systemSession(database: Database, service: string): Session {
  return {
    rows: async (statement) => open().rows(statement),
    first: async (statement) => open().first(statement),
    execute: async (statement) => open().execute(statement),
    transaction: async (work) => open().transaction(work),
  };
  function open(): Session {
    return database.system({ principal: `service:${service}`, deadline: Date.now() + 30_000 });
  }
}
