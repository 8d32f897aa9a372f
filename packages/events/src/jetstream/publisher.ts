import { subjectOf, type Event } from '@kabinet/contract/events';
import { jetstream, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { EventTransport, Loss, Position } from '../transport.ts';
import type { Connection } from './connection.ts';
import { ensureStream, findStream, managerOf, streamName, wireSubject, type StreamSettings } from './streams.ts';

const IN_FLIGHT = 64;
/** A relay's transaction lasts five seconds at most, and asks `resume` before. */
const PUBLISH_LIMIT_MS = 2_000;
/** A little more than the broker kept: its clock is not ours. */
const CLOCK_MARGIN_MS = 3_600_000;

/** Publishes to the streams, and finds out what they lost. */
export function createPublisher(connection: Connection, settings: StreamSettings): Pick<EventTransport, 'resume' | 'publish'> {
  /** When each stream was made as far as `resume` saw: a stream made anew later shows as another one the next time. */
  const created = new Map<string, string>();
  const everything: Loss = { publishedWithinMs: settings.maxAgeMs + CLOCK_MARGIN_MS };

  async function resume(source: string, last: Position | undefined): Promise<Loss | undefined> {
    const nats = connection.current();
    try {
      return await findLoss(await managerOf(nats), source, last);
    } catch (cause) {
      throw new Error(`nats does not say what it has in ${streamName(source)}`, { cause });
    }
  }

  async function findLoss(manager: JetStreamManager, source: string, last: Position | undefined): Promise<Loss | undefined> {
    const stream = await findStream(manager, source);
    if (stream && (!last || (await holds(manager, source, stream.created, last, settings)))) {
      created.set(source, stream.created);
      return undefined;
    }
    // Consumers may have confirmed places that the stream will give out again; with the stream they start anew.
    if (stream && stream.created === last?.stream_created) await manager.streams.delete(streamName(source));
    created.set(source, (await ensureStream(manager, source, settings)).created);
    return last && everything;
  }

  async function publish(events: readonly Event[]): Promise<Position | undefined> {
    const [first] = events;
    if (!first) return undefined;
    const nats = connection.current();
    const streamCreated = created.get(first.source) ?? (await ensureStream(await managerOf(nats), first.source, settings)).created;
    const last = await publishAll(jetstream(nats), events);
    return { stream_created: streamCreated, ...last, acknowledged_at: new Date().toISOString() };
  }

  return { resume, publish };
}

/** Whether the stream still has the message of `last`, or let it go only because of its age. */
async function holds(
  manager: JetStreamManager,
  source: string,
  streamCreated: string,
  last: Position,
  { maxAgeMs }: StreamSettings,
): Promise<boolean> {
  if (streamCreated !== last.stream_created) return false;
  const message = await manager.streams.getMessage(streamName(source), { seq: last.seq });
  if (message) return message.header.get('Nats-Msg-Id') === last.event_id;
  return Date.parse(last.acknowledged_at) < Date.now() - maxAgeMs;
}

/** Resolves with the highest place when all are acknowledged. */
async function publishAll(client: JetStreamClient, events: readonly Event[]): Promise<Pick<Position, 'seq' | 'event_id'>> {
  const deadline = Date.now() + PUBLISH_LIMIT_MS;
  let last = { seq: 0, event_id: '' };
  const queue = events.values();
  async function publishInTurn(): Promise<void> {
    for (const event of queue) {
      const seq = await publishOne(client, event, Math.max(1, deadline - Date.now()));
      if (seq > last.seq) last = { seq, event_id: event.id };
    }
  }
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, events.length) }, publishInTurn));
  return last;
}

async function publishOne(client: JetStreamClient, event: Event, timeout: number): Promise<number> {
  try {
    const acknowledgement = await client.publish(wireSubject(subjectOf(event)), JSON.stringify(event), { msgID: event.id, timeout });
    return acknowledgement.seq;
  } catch (cause) {
    throw new Error(`nats did not take an event into ${streamName(event.source)}`, { cause });
  }
}
