import { createLocalTransport, type EventTransport } from '@kabinet/events';
import { createJetStreamTransport, missingStreams, prepareStreams, type StreamPlan } from '@kabinet/events/jetstream';
import { ConfigError } from '@kabinet/service';
import type { Logger } from 'pino';
import type { Settings } from './settings.ts';
import { manifests, targetNames } from './targets.ts';

const sources = manifests.map(({ name }) => name);

/** Throws a `ConfigError` where events could not reach the services of other processes. */
export function checkBroker({ natsUrl }: Settings, targets: ReadonlySet<string>): void {
  if (natsUrl !== undefined || targets.size === targetNames.length) return;
  throw new ConfigError('NATS_URL', 'needed where services run in several processes: it carries their events');
}

/** How events travel: over JetStream where there is a `NATS_URL`, else within this process, which then runs everything. */
export function openEvents({ natsUrl, natsReplicas }: Settings, log: Logger): EventTransport {
  if (natsUrl === undefined) return createLocalTransport();
  const onError = (error: unknown): void => log.warn({ err: error }, 'events');
  return createJetStreamTransport({ url: natsUrl, sources, replicas: natsReplicas, onError });
}

/** Makes the streams and consumers of all services, or brings them up to date. */
export async function migrateBroker({ natsUrl, natsReplicas }: Settings): Promise<void> {
  if (natsUrl !== undefined) await prepareStreams(natsUrl, streamPlan(), { replicas: natsReplicas });
}

/** The streams and consumers that `migrateBroker` has yet to make. Rejects with the reason in words when there is no broker. */
export async function whatBrokerLacks({ natsUrl }: Settings): Promise<string[]> {
  return natsUrl === undefined ? [] : missingStreams(natsUrl, streamPlan());
}

function streamPlan(): StreamPlan {
  const listening = manifests.filter(({ subscriptions }) => subscriptions.length > 0);
  const subscriptions = listening.map((manifest) => ({
    consumer: manifest.name,
    subjects: [...new Set(manifest.subscriptions.map(({ subject }) => subject))],
  }));
  return { sources, subscriptions };
}
