import { implement, type Implementation } from '@kabinet/contract/implement';
import { serviceContract, type ServiceState } from '@kabinet/contract/system';
import type { EventTransport } from '@kabinet/events';
import { isProblem } from '@kabinet/problem';
import type { ServiceContext } from './context.ts';
import { listDeadLetters, replay } from './dead-letters.ts';
import { fetchQueues } from './system-state.ts';

export interface OwnOperations {
  readonly events: Pick<EventTransport, 'waitingFor'>;
  /** Told when events wait again that had been given up. */
  wakeInbox(): void;
}

/** What every service answers of itself, in the same way. */
export function ownOperations({ events, wakeInbox }: OwnOperations): Implementation<ServiceContext> {
  return implement<ServiceContext>()(serviceContract, {
    resources: {},
    handlers: {
      getService: async (context) => ({ body: await readState(context, events) }),
      listDeadLetters: async (context, { query }) => ({ body: await listDeadLetters(context, query) }),
      replayDeadLetters: async (context, { body }) => ({ body: { replayed: await replay(context, body, wakeInbox) } }),
    },
  });
}

/** A service whose database is away still says so. */
async function readState(context: ServiceContext, events: OwnOperations['events']): Promise<ServiceState> {
  const queues = await fetchQueues(context.system, context.service).catch((error: unknown) => {
    if (isProblem(error, 'unavailable')) return null;
    throw error;
  });
  const waitsFor = queues === null ? 'database' : events.waitingFor() === undefined ? null : 'broker';
  return {
    service: context.service,
    state: waitsFor === null ? 'ready' : 'waiting',
    waits_for: waitsFor,
    version: context.installation.version,
    since: new Date(performance.timeOrigin).toISOString(),
    queues,
  };
}
