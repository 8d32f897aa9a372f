import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type ConsumerInfo,
  type JetStreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { EVERYTHING } from '../transport.ts';

/** How events are kept by the broker. */
export interface StreamSettings {
  /** Servers that keep each stream: 1, 3 or 5 of a cluster. */
  readonly replicas: number;
  /** Older messages go, delivered or not. */
  readonly maxAgeMs: number;
  /** Within this time the broker itself drops what is published twice. */
  readonly duplicateWindowMs: number;
  /** What is not confirmed within this time is delivered again. */
  readonly ackWaitMs: number;
}

const DAY_MS = 86_400_000;
const DEFAULTS: StreamSettings = { replicas: 1, maxAgeMs: 7 * DAY_MS, duplicateWindowMs: 120_000, ackWaitMs: 15_000 };
const API_TIMEOUT_MS = 1_500;
const MAX_UNCONFIRMED = 500;
const SUBJECT_ROOT = 'kabinet.';

export function withDefaults(settings: Partial<StreamSettings>): StreamSettings {
  return { ...DEFAULTS, ...settings };
}

/** `auth.user.changed` → `kabinet.auth.user.changed`. */
export function wireSubject(subject: string): string {
  return SUBJECT_ROOT + subject;
}

export function subjectFromWire(wire: string): string {
  return wire.slice(SUBJECT_ROOT.length);
}

/** Every service publishes to a stream of its own. */
export function streamName(source: string): string {
  return `KABINET_${source.toUpperCase()}`;
}

/** The services whose events `subjects` name; `sources` are all there are. */
export function sourcesOf(subjects: readonly string[], sources: readonly string[]): string[] {
  if (subjects.includes(EVERYTHING)) return [...sources];
  return [...new Set(subjects.map((subject) => subject.slice(0, subject.indexOf('.'))))];
}

/** Requests to JetStream itself; fails fast, as a relay waits inside its transaction. */
export function managerOf(connection: NatsConnection): Promise<JetStreamManager> {
  return jetstreamManager(connection, { timeout: API_TIMEOUT_MS, checkAPI: false });
}

/** The stream of `source`; undefined when there is none. */
export async function findStream(manager: JetStreamManager, source: string): Promise<StreamInfo | undefined> {
  return unlessMissing(manager.streams.info(streamName(source)));
}

/** Makes the stream of `source`; where another process was faster, its stream. */
export async function makeStream(manager: JetStreamManager, source: string, settings: StreamSettings): Promise<StreamInfo> {
  const changeable = {
    subjects: [wireSubject(`${source}.>`)],
    num_replicas: settings.replicas,
    max_age: nanos(settings.maxAgeMs),
    duplicate_window: nanos(settings.duplicateWindowMs),
  };
  const fixed = { storage: StorageType.File, retention: RetentionPolicy.Limits, discard: DiscardPolicy.Old };
  const name = streamName(source);
  try {
    return await manager.streams.add({ name, ...fixed, ...changeable });
  } catch (error) {
    if (!hasCode(error, API_CODES.streamNameInUse)) throw error;
    return manager.streams.update(name, changeable);
  }
}

/** Makes the stream of `source` when it is missing. */
export async function ensureStream(manager: JetStreamManager, source: string, settings: StreamSettings): Promise<StreamInfo> {
  return (await findStream(manager, source)) ?? makeStream(manager, source, settings);
}

/**
 * Makes the durable consumer that all replicas of `consumer` share, or brings it up to date. It asks for the whole stream: subjects
 * are chosen by whoever receives, so that two versions of a service at once do not undo each other's filters.
 */
export async function makeConsumer(
  manager: JetStreamManager,
  source: string,
  consumer: string,
  settings: StreamSettings,
): Promise<ConsumerInfo> {
  return manager.consumers.add(streamName(source), {
    durable_name: consumer,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(settings.ackWaitMs),
    max_ack_pending: MAX_UNCONFIRMED,
    max_deliver: -1,
  });
}

/** Makes stream and consumer where they are missing, for a process that finds them gone while it runs. */
export async function ensureConsumer(
  manager: JetStreamManager,
  source: string,
  consumer: string,
  settings: StreamSettings,
): Promise<ConsumerInfo> {
  await ensureStream(manager, source, settings);
  return (await unlessMissing(manager.consumers.info(streamName(source), consumer))) ?? makeConsumer(manager, source, consumer, settings);
}

/** https://github.com/nats-io/nats-server/blob/main/server/errors.json */
const API_CODES = { consumerNotFound: 10014, streamNameInUse: 10058, streamNotFound: 10059 } as const;

export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, API_CODES.streamNotFound) || hasCode(error, API_CODES.consumerNotFound)) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}
