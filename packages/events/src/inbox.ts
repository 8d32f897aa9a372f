import { subjectOf, type Event } from '@kabinet/contract/events';
import type { Database, Queryable, Session, Transaction } from '@kabinet/database';
import { createBuilder } from '@kabinet/database/builder';
import { sql } from 'kysely';
import { createLoop, type Loop } from './loop.ts';
import { systemSession } from './outbox.ts';
import { EVERYTHING, type EventTransport, type Subscription } from './transport.ts';

/** Applies an event inside `tx`; applying it twice, or an older one after a newer, must leave the same state. */
export type EventHandler = (event: Event, tx: Transaction) => Promise<void>;

export interface InboxOptions {
  readonly service: string;
  readonly database: Database;
  /** By subject `<source>.<type>`; `>` handles whatever has no handler of its own. */
  readonly handlers: Readonly<Record<string, EventHandler>>;
  readonly onError: (error: unknown, event?: Event) => void;
}

export interface Inbox {
  readonly loop: Loop;
  /** Keeps the events durably, once each, and wakes the loop. */
  receive(events: readonly Event[]): Promise<void>;
  subscribeTo(transport: EventTransport): Promise<void>;
  /** Takes no more events, then stops the loop. */
  stop(): Promise<void>;
  /** Makes every waiting event due now, whatever its next attempt was set to. */
  hasten(): Promise<void>;
}

const query = createBuilder<Record<string, never>>();
const BATCH = 50;
/** With the back-off below an event is tried for about half an hour before it becomes a dead letter. */
const MAX_ATTEMPTS = 12;
const MAX_DELAY_S = 300;

export function createInbox(options: InboxOptions): Inbox {
  const session = systemSession(options.database, options.service);
  const loop = createLoop(() => processBatch(session, options), { onError: options.onError });
  let subscription: Subscription | undefined;
  async function receive(events: readonly Event[]): Promise<void> {
    await session.execute(
      sql`insert into inbox (event_id, event)
        select (event->>'id')::uuid, event from jsonb_array_elements(${JSON.stringify(events)}::jsonb) event
        on conflict do nothing`.compile(query),
    );
    loop.wake();
  }
  return {
    loop,
    receive,
    subscribeTo: async (transport) => {
      const subjects = Object.keys(options.handlers);
      if (subjects.length > 0) subscription = await transport.subscribe(options.service, subjects, receive);
    },
    stop: async () => {
      await subscription?.stop();
      await loop.stop();
    },
    hasten: async () => {
      await session.execute(
        sql`update inbox set next_attempt_at = now() where processed_at is null and failed_at is null and next_attempt_at > now()`.compile(
          query,
        ),
      );
    },
  };
}

interface InboxRow {
  event_id: string;
  event: Event;
}

/** A whole batch in one transaction; when one event fails, each gets a transaction of its own. */
async function processBatch(session: Session, options: InboxOptions): Promise<boolean> {
  try {
    return await session.transaction(async (tx) => {
      const rows = await claim(tx, BATCH);
      for (const row of rows) await apply(row.event, tx, options);
      await markProcessed(tx, rows);
      return rows.length > 0;
    });
  } catch {
    return processSingly(session, options);
  }
}

async function processSingly(session: Session, options: InboxOptions): Promise<boolean> {
  let worked = false;
  for (let turn = 0; turn < BATCH; turn++) {
    let current: InboxRow | undefined;
    try {
      await session.transaction(async (tx) => {
        [current] = await claim(tx, 1);
        if (!current) return;
        await apply(current.event, tx, options);
        await markProcessed(tx, [current]);
      });
    } catch (error) {
      if (!current) throw error;
      options.onError(error, current.event);
      await postpone(session, current, error);
    }
    if (!current) return worked;
    worked = true;
  }
  return worked;
}

async function claim(tx: Transaction, limit: number): Promise<InboxRow[]> {
  return tx.rows(
    sql<InboxRow>`select event_id, event from inbox
      where processed_at is null and failed_at is null and next_attempt_at <= now()
      order by next_attempt_at, event_id limit ${sql.lit(limit)} for update skip locked`.compile(query),
  );
}

async function apply(event: Event, tx: Transaction, { handlers }: InboxOptions): Promise<void> {
  const handler = handlers[subjectOf(event)] ?? handlers[EVERYTHING];
  if (handler) await handler(event, tx);
}

async function markProcessed(tx: Transaction, rows: readonly InboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    sql`update inbox set processed_at = now(), error = null where event_id = any(${rows.map((row) => row.event_id)}::uuid[])`.compile(
      query,
    ),
  );
}

async function postpone(session: Session, row: InboxRow, error: unknown): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
  await session.execute(
    sql`update inbox set attempts = attempts + 1, error = ${reason},
        next_attempt_at = now() + least(${sql.lit(MAX_DELAY_S)}, 0.2 * 2 ^ attempts) * interval '1 second',
        failed_at = case when attempts + 1 >= ${sql.lit(MAX_ATTEMPTS)} then now() end
      where event_id = ${row.event_id}::uuid and processed_at is null`.compile(query),
  );
}

/** A dead letter: an event that this service could not apply. */
export interface DeadLetter {
  event_id: string;
  event: Event;
  failed_at: string;
  error: string | null;
}

export async function listDeadLetters(session: Session, limit: number): Promise<DeadLetter[]> {
  return session.rows(
    sql<DeadLetter>`select event_id, event, failed_at, error from inbox where failed_at is not null
      order by failed_at desc limit ${limit}`.compile(query),
  );
}

/** More are not put back at once: the transaction has to end in time. */
const REPLAYED_AT_ONCE = 10_000;

/** Puts dead letters back into the queue: those named, or the oldest. Answers which. */
export async function replayDeadLetters(db: Queryable, ids?: readonly string[]): Promise<string[]> {
  const chosen = ids ? sql`event_id = any(${ids}::uuid[])` : sql`true`;
  const replayed = await db.rows(
    sql<{ event_id: string }>`update inbox set failed_at = null, attempts = 0, next_attempt_at = now()
      where event_id in (
        select event_id from inbox where failed_at is not null and ${chosen}
        order by failed_at limit ${sql.lit(REPLAYED_AT_ONCE)} for update skip locked)
      returning event_id`.compile(query),
  );
  return replayed.map(({ event_id }) => event_id);
}
