import type { Event } from '@kabinet/contract/events';
import { createBuilder } from '@kabinet/database/builder';
import type { Database, Session, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { createLoop, type Loop } from './loop.ts';
import type { EventTransport } from './transport.ts';

export interface OutboxTables {
  outbox: { id: string; event: string; recorded_at: string; published_at: string | null };
}

const query = createBuilder<OutboxTables>();
const BATCH = 200;

/** Records `event` in the transaction that changes the aggregate; it leaves when, and only when, that commits. */
export async function recordEvent(tx: Transaction, event: Event): Promise<void> {
  await tx.execute(query.insertInto('outbox').values({ id: event.id, event: JSON.stringify(event) } as never));
}

/** Moves recorded events to the transport. Several relays of one service may run: each row is taken by one. */
export function createRelay(service: string, database: Database, transport: EventTransport, onError: (error: unknown) => void): Loop {
  return createLoop(() => relayBatch(systemSession(database, service), transport), { onError });
}

async function relayBatch(session: Session, transport: EventTransport): Promise<boolean> {
  return session.transaction(async (tx) => {
    const rows = await tx.rows(
      sql<{ id: string; event: Event }>`select id, event from outbox where published_at is null
        order by recorded_at, id limit ${sql.lit(BATCH)} for update skip locked`.compile(query),
    );
    if (rows.length === 0) return false;
    await transport.publish(rows.map((row) => row.event));
    await tx.execute(sql`update outbox set published_at = now() where id = any(${rows.map((row) => row.id)}::uuid[])`.compile(query));
    return true;
  });
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
