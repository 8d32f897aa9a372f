import type { JetStreamManager } from '@nats-io/jetstream';
import { connectOnce } from './connection.ts';
import { makeConsumer, makeStream, managerOf, sourcesOf, withDefaults, type StreamSettings } from './streams.ts';

/** Who publishes and who listens, as the services' manifests say. */
export interface StreamPlan {
  /** The names of all services. */
  readonly sources: readonly string[];
  readonly subscriptions: readonly { readonly consumer: string; readonly subjects: readonly string[] }[];
}

/**
 * Makes the streams and consumers of `plan`, or brings those that exist up to date; may run twice at once. Rejects with the reason
 * in words when nats cannot be reached, refuses, or has no JetStream.
 */
export async function prepareStreams(url: string, plan: StreamPlan, settings: Partial<StreamSettings> = {}): Promise<void> {
  const connection = await connectOnce(url);
  try {
    const manager = await managerOf(connection);
    await manager.getAccountInfo().catch((cause: unknown) => {
      throw new Error('nats runs without JetStream: start it with "jetstream" enabled', { cause });
    });
    await makeAll(manager, plan, withDefaults(settings));
  } finally {
    await connection.close();
  }
}

async function makeAll(manager: JetStreamManager, plan: StreamPlan, settings: StreamSettings): Promise<void> {
  for (const source of plan.sources) await makeStream(manager, source, settings);
  for (const { consumer, subjects } of plan.subscriptions) {
    for (const source of sourcesOf(subjects, plan.sources)) await makeConsumer(manager, source, consumer, settings);
  }
}
