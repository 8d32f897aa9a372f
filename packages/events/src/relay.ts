import type { Event } from '@kabinet/contract/events';
import { createBuilder } from '@kabinet/database/builder';
import type { Database, Session, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { createLoop, type Loop } from './loop.ts';
import { systemSession } from './outbox.ts';
import type { EventTransport, Loss, Position } from './transport.ts';

interface PositionRow {
  stream_created: string | null;
  seq: number | null;
  event_id: string | null;
  acknowledged_at: string | null;
  republish_from: string | null;
}

interface OutboxRow {
  id: string;
  event: Event;
}

const query = createBuilder<Record<string, never>>();
const BATCH = 200;
/** A relay without work asks this often whether what it published is still there. */
const IDLE_CHECK_MS = 10_000;

/** Moves recorded events to the transport, and moves them again when the transport lost them. Several relays of one service may run. */
export function createRelay(
  service: string,
  database: Database,
  transport: EventTransport,
  onError: (error: unknown) => void,
  { idleCheckMs = IDLE_CHECK_MS }: { readonly idleCheckMs?: number } = {},
): Loop {
  const session = systemSession(database, service);
  let nextCheck = 0;
  async function step(): Promise<boolean> {
    const hasWork = await isAnythingWaiting(session);
    if (!hasWork && Date.now() < nextCheck) return false;
    const obstacle = transport.waitingFor();
    if (obstacle === undefined) {
      const worked = await relayBatch(service, session, transport);
      nextCheck = Date.now() + idleCheckMs;
      return worked;
    }
    if (hasWork) throw new Error(`events wait in the outbox of ${service}: ${obstacle}`);
    return false;
  }
  return createLoop(step, { onError });
}

async function isAnythingWaiting(session: Session): Promise<boolean> {
  const row = await session.first(
    sql<{ waiting: boolean }>`select exists (select from outbox where published_at is null)
      or exists (select from broker_position where republish_from is not null) as waiting`.compile(query),
  );
  return row?.waiting ?? false;
}

/** The lock on the position makes relays take turns, so that the position is always that of the last publication. */
async function relayBatch(service: string, session: Session, transport: EventTransport): Promise<boolean> {
  return session.transaction(async (tx) => {
    const row = await tx.first(
      sql<PositionRow>`select stream_created, seq, event_id, acknowledged_at, republish_from
        from broker_position for update skip locked`.compile(query),
    );
    if (!row) return false;
    const last = positionOf(row);
    const loss = await transport.resume(service, last);
    if (loss) {
      await scheduleRepublication(tx, loss);
      return true;
    }
    const rows = await takeBatch(tx, row.republish_from !== null);
    if (rows.length === 0) return false;
    const position = await transport.publish(rows.map(({ event }) => event));
    await tx.execute(
      sql`update outbox set published_at = clock_timestamp() where id = any(${rows.map(({ id }) => id)}::uuid[])`.compile(query),
    );
    if (position && isLater(position, last)) await storePosition(tx, position);
    return true;
  });
}

function positionOf({ stream_created, seq, event_id, acknowledged_at }: PositionRow): Position | undefined {
  if (stream_created === null || seq === null || event_id === null || acknowledged_at === null) return undefined;
  return { stream_created, seq, event_id, acknowledged_at };
}

/** A duplicate is acknowledged with its old place. */
function isLater(position: Position, last: Position | undefined): boolean {
  return position.stream_created !== last?.stream_created || position.seq > last.seq;
}

/** New events first; what was lost fills the batch, and when nothing is left of it the search ends. */
async function takeBatch(tx: Transaction, afterLoss: boolean): Promise<OutboxRow[]> {
  const rows = await tx.rows(
    sql<OutboxRow>`select id, event from outbox where published_at is null
      order by recorded_at, id limit ${sql.lit(BATCH)} for update skip locked`.compile(query),
  );
  if (!afterLoss || rows.length === BATCH) return rows;
  const lost = await tx.rows(
    sql<OutboxRow>`select id, event from outbox
      where published_at between (select republish_from from broker_position) and (select republish_until from broker_position)
      order by published_at limit ${BATCH - rows.length} for update of outbox`.compile(query),
  );
  if (lost.length === 0) await tx.execute(sql`update broker_position set republish_from = null, republish_until = null`.compile(query));
  return [...rows, ...lost];
}

/** Marks a span of time instead of the rows: there may be more of them than one transaction can change. */
async function scheduleRepublication(tx: Transaction, { publishedWithinMs }: Loss): Promise<void> {
  await tx.execute(
    sql`update broker_position set stream_created = null, seq = null, event_id = null, acknowledged_at = null,
        republish_from = least(republish_from, clock_timestamp() - ${publishedWithinMs}::float8 * interval '1 millisecond'),
        republish_until = clock_timestamp()`.compile(query),
  );
}

async function storePosition(tx: Transaction, { stream_created, seq, event_id, acknowledged_at }: Position): Promise<void> {
  await tx.execute(
    sql`update broker_position set stream_created = ${stream_created}, seq = ${seq}, event_id = ${event_id}::uuid,
        acknowledged_at = ${acknowledged_at}::timestamptz`.compile(query),
  );
}
