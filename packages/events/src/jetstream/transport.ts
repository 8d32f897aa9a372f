/** Events over NATS JetStream: the broker carries them, PostgreSQL is the truth. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Event } from '@kabinet/contract/events';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { decodeEvent } from '../decode-event.ts';
import type { EventTransport, Subscription } from '../transport.ts';
import { openConnection, type Connection } from './connection.ts';
import { startConsumption } from './consumption.ts';
import { createPublisher } from './publisher.ts';
import {
  managerOf,
  sourcesOf,
  streamName,
  subjectFromWire,
  unlessMissing,
  wireSubject,
  withDefaults,
  type StreamSettings,
} from './streams.ts';

export { missingStreams, prepareStreams, type StreamPlan } from './prepare-streams.ts';

export interface JetStreamOptions extends Partial<StreamSettings> {
  /** `NATS_URL`, credentials included. */
  readonly url: string;
  /** The names of all services: whose events "everything" is. */
  readonly sources: readonly string[];
  readonly onError: (error: unknown) => void;
}

interface Consumption extends Subscription {
  readonly source: string;
  readonly consumer: string;
}

/** Connects in the background, for ever: a service starts and works while there is no broker. Throws when the URL makes no sense. */
export function createJetStreamTransport(options: JetStreamOptions): EventTransport {
  const { sources, onError } = options;
  const settings = withDefaults(options);
  const connection = openConnection(options.url, onError);
  const consumptions: Consumption[] = [];
  return {
    ...createPublisher(connection, settings),
    async subscribe(consumer, subjects, deliver) {
      const started = sourcesOf(subjects, sources).map((source) => {
        const wanted = new Set(subjects);
        return { source, consumer, ...startConsumption({ connection, settings, source, consumer, subjects: wanted, deliver, onError }) };
      });
      consumptions.push(...started);
      return { stop: async () => void (await Promise.all(started.map((one) => one.stop()))) };
    },
    listen: (subjects, hear, onGap) => listen(connection, { subjects, hear, onGap, onError }),
    pending: () => countPending(connection, sources, consumptions),
    waitingFor: connection.waitingFor,
    async close() {
      await Promise.all(consumptions.map((one) => one.stop()));
      await connection.close();
    },
  };
}

interface Listener {
  readonly subjects: readonly string[];
  readonly hear: (event: Event) => void;
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
}

/** How long a start waits for the broker to confirm that it will be heard. */
const LISTEN_LIMIT_MS = 2_000;

async function listen(connection: Connection, listener: Listener): Promise<void> {
  connection.onInterruption(listener.onGap);
  const listening = connection.established().then(async (nats) => {
    const callback = (error: Error | null, message: Msg): void => hear(error, message, listener);
    for (const subject of listener.subjects) nats.subscribe(wireSubject(subject), { callback });
    await nats.flush();
    // Until now nothing was heard.
    listener.onGap();
  });
  listening.catch(() => {}); // The transport was closed before it was connected.
  if (connection.waitingFor() === undefined) await Promise.race([listening, delay(LISTEN_LIMIT_MS, undefined, { ref: false })]);
}

function hear(error: Error | null, message: Msg, { hear: tell, onError }: Listener): void {
  try {
    if (error) throw error;
    tell(decodeEvent(subjectFromWire(message.subject), message.string()));
  } catch (cause) {
    onError(new Error('an event was not heard', { cause }));
  }
}

async function countPending(connection: Connection, sources: readonly string[], consumptions: readonly Consumption[]): Promise<number> {
  const nats = connection.current();
  const counts = await Promise.all(sources.map((source) => countPendingOf(nats, source, consumptions)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A consumer of ours that is not there yet counts as one event: it may have the whole stream before it. */
async function countPendingOf(nats: NatsConnection, source: string, consumptions: readonly Consumption[]): Promise<number> {
  const manager = await managerOf(nats);
  const missing = new Set(consumptions.filter((one) => one.source === source).map(({ consumer }) => consumer));
  const consumers = (await unlessMissing(Array.fromAsync(manager.consumers.list(streamName(source))))) ?? [];
  let count = 0;
  for (const { name, num_pending, num_ack_pending } of consumers) {
    count += num_pending + num_ack_pending;
    missing.delete(name);
  }
  return count + missing.size;
}
