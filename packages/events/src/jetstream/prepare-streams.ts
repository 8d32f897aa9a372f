import type { JetStreamManager } from '@nats-io/jetstream';
import { connectOnce } from './connection.ts';
import {
  findStream,
  makeConsumer,
  makeStream,
  managerOf,
  sourcesOf,
  streamName,
  unlessMissing,
  withDefaults,
  type StreamSettings,
} from './streams.ts';

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
  await withManager(url, (manager) => makeAll(manager, plan, withDefaults(settings)));
}

/** The names of the streams of `plan` that are not there, and of consumers, such as `KABINET_AUTH > audit`. Rejects as `prepareStreams` does. */
export async function missingStreams(url: string, plan: StreamPlan): Promise<string[]> {
  return withManager(url, async (manager) => {
    const missing: string[] = [];
    for (const source of plan.sources) if (!(await findStream(manager, source))) missing.push(streamName(source));
    for (const { consumer, subjects } of plan.subscriptions) {
      for (const stream of sourcesOf(subjects, plan.sources).map(streamName)) {
        if (missing.includes(stream)) continue;
        if (!(await unlessMissing(manager.consumers.info(stream, consumer)))) missing.push(`${stream} > ${consumer}`);
      }
    }
    return missing;
  });
}

async function withManager<T>(url: string, work: (manager: JetStreamManager) => Promise<T>): Promise<T> {
  const connection = await connectOnce(url);
  try {
    const manager = await managerOf(connection);
    await manager.getAccountInfo().catch((cause: unknown) => {
      throw new Error('nats runs without JetStream: start it with "jetstream" enabled', { cause });
    });
    return await work(manager);
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
