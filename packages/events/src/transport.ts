import { AsyncLocalStorage } from 'node:async_hooks';
import { subjectOf, type Event } from '@kabinet/contract/events';

/** Carries events from the outbox of one service to the inboxes of others, at least once and in no promised order. */
export interface EventTransport {
  /**
   * Asks whether everything that was acknowledged up to `last` is still there, before more is published; answers what is not. After
   * a loss the transport starts over, empty. Rejects when that cannot be found out now.
   */
  resume(source: string, last: Position | undefined): Promise<Loss | undefined>;
  /**
   * Publishes events of one source. Resolves when every subscriber has them or is sure to get them, with the place of the last one
   * where the transport has places; rejects when that is not certain.
   */
  publish(events: readonly Event[]): Promise<Position | undefined>;
  /**
   * Subscribes durably: all replicas of `consumer` share the events, and those of the time when none ran wait. `deliver` resolves
   * when the events are safe in the consumer's inbox; when it rejects they are delivered again. Does not wait for a connection.
   */
  subscribe(consumer: string, subjects: readonly string[], deliver: Deliver): Promise<Subscription>;
  /**
   * Tells this process, and every other that asks, each event from now on. Events of the time without a connection are missed:
   * `onGap` is called when that may have happened. Neither function may throw.
   */
  listen(subjects: readonly string[], hear: (event: Event) => void, onGap: () => void): Promise<void>;
  /** How many deliveries are not confirmed yet by the consumers' inboxes. For tests, which drain instead of sleeping. */
  pending(): Promise<number>;
  /** What the transport waits for before it can carry anything, in words; undefined while it can. */
  waitingFor(): string | undefined;
  /** Finishes the deliveries under way, then lets go. */
  close(): Promise<void>;
}

export type Deliver = (events: readonly Event[]) => Promise<void>;

export interface Subscription {
  /** Takes no more events, and resolves when the deliveries under way are done. */
  stop(): Promise<void>;
}

/** The place of a publication that was acknowledged. */
export interface Position {
  /** When its stream was made, as the broker writes it: a stream that was made anew counts its places anew. */
  readonly stream_created: string;
  readonly seq: number;
  readonly event_id: string;
  /** RFC 3339, UTC. */
  readonly acknowledged_at: string;
}

/** Publications of this many past milliseconds are gone, or may be. */
export interface Loss {
  readonly publishedWithinMs: number;
}

/** Every subject: what the audit log subscribes to. */
export const EVERYTHING = '>';

export function isWanted(subject: string, subjects: ReadonlySet<string>): boolean {
  return subjects.has(EVERYTHING) || subjects.has(subject);
}

/** The transport of one process: hands the events to the inboxes of the services that run here. */
export function createLocalTransport(): EventTransport {
  // A relay publishes inside its own transaction; what a subscriber does is no part of it.
  const outside = AsyncLocalStorage.snapshot();
  const subscribers: { subjects: ReadonlySet<string>; deliver: Deliver }[] = [];
  function add(subjects: readonly string[], deliver: Deliver): void {
    subscribers.push({ subjects: new Set(subjects), deliver });
  }
  return {
    // Nothing is kept here, so nothing can be lost: what was published is in the inboxes.
    resume: async () => undefined,
    async publish(events) {
      for (const { subjects, deliver } of subscribers) {
        const wanted = events.filter((event) => isWanted(subjectOf(event), subjects));
        if (wanted.length > 0) await outside(deliver, wanted);
      }
      return undefined;
    },
    async subscribe(_consumer, subjects, deliver) {
      add(subjects, deliver);
      // A subscriber that stopped stays: its delivery must fail, or the event would count as published without it.
      return { stop: async () => {} };
    },
    async listen(subjects, hear) {
      add(subjects, async (events) => {
        for (const event of events) hear(event);
      });
    },
    pending: async () => 0,
    waitingFor: () => undefined,
    async close() {
      subscribers.length = 0;
    },
  };
}
