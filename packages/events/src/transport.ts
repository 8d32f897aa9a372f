import { AsyncLocalStorage } from 'node:async_hooks';
import { subjectOf, type Event } from '@kabinet/contract/events';

/** Carries events from the outbox of one service to the inboxes of others, at least once and in no promised order. */
export interface EventTransport {
  /** Resolves when every subscriber has the events or is sure to get them; rejects when that is not certain. */
  publish(events: readonly Event[]): Promise<void>;
  /** `deliver` resolves when the events are safe in the consumer's inbox. */
  subscribe(consumer: string, subjects: readonly string[], deliver: Deliver): Promise<void>;
  close(): Promise<void>;
}

export type Deliver = (events: readonly Event[]) => Promise<void>;

/** Every subject: what the audit log subscribes to. */
export const EVERYTHING = '>';

function matches(subjects: ReadonlySet<string>, event: Event): boolean {
  return subjects.has(EVERYTHING) || subjects.has(subjectOf(event));
}

/** The transport of one process: hands the events to the inboxes of the services that run here. */
export function createLocalTransport(): EventTransport {
  // A relay publishes inside its own transaction; what a subscriber does is no part of it.
  const outside = AsyncLocalStorage.snapshot();
  const subscribers: { subjects: ReadonlySet<string>; deliver: Deliver }[] = [];
  return {
    async publish(events) {
      for (const { subjects, deliver } of subscribers) {
        const wanted = events.filter((event) => matches(subjects, event));
        if (wanted.length > 0) await outside(deliver, wanted);
      }
    },
    async subscribe(_consumer, subjects, deliver) {
      subscribers.push({ subjects: new Set(subjects), deliver });
    },
    async close() {
      subscribers.length = 0;
    },
  };
}
