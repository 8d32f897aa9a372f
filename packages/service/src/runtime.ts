import type { AccessTable } from '@kabinet/contract/access';
import type { Call, CallOrigin, Transport } from '@kabinet/contract/client';
import type { Event } from '@kabinet/contract/events';
import { serviceContract } from '@kabinet/contract/system';
import { openDatabase, type Database, type DatabaseOptions, type Session, type Transaction } from '@kabinet/database';
import { createInbox, createRelay, forgetOldEvents, type EventHandler, type EventTransport, type Inbox, type Loop } from '@kabinet/events';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createContextFactory, type ContextFactory } from './call-context.ts';
import { countCalls, type CallCounter } from './call-counter.ts';
import { readConfig } from './config.ts';
import type { Clock, Installation, ServiceContext, ServiceState } from './context.ts';
import { createCursorSigner } from './cursor.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { forgetIdempotencyKeys } from './idempotency.ts';
import { createJobRunner, type JobRunner } from './jobs.ts';
import type { ServiceManifest } from './manifest.ts';
import { operationMetrics } from './metrics.ts';
import { ownOperations } from './own-operations.ts';

/** What the program gives a service to run in. */
export interface ServiceEnvironment {
  readonly database: Omit<DatabaseOptions, 'service' | 'onError'>;
  readonly transports: Readonly<Record<string, Transport>>;
  readonly events: EventTransport;
  readonly access: AccessTable;
  readonly installation: Installation;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
  readonly clock: Clock;
  readonly metrics: Registry;
  readonly checkReplies: boolean;
}

export interface RunningService {
  readonly manifest: ServiceManifest;
  readonly dispatch: Dispatch;
  readonly database: Database;
  readonly relay: Loop;
  readonly inbox: Inbox;
  readonly jobs: JobRunner;
  /** A context in the service's own name, for jobs, imports and tests. */
  readonly contextAsService: (requestId: string) => ServiceContext;
  /** Starts relay, inbox and jobs. */
  start(): Promise<void>;
  /** Waits for the calls under way, then closes everything. */
  stop(): Promise<void>;
  /** Rejects with the reason while the service cannot do its work. */
  checkHealth(): Promise<void>;
}

/** Opens a service: its pools, state and queues. It calls nobody and does nothing until `start`. */
export async function openService(manifest: ServiceManifest, environment: ServiceEnvironment): Promise<RunningService> {
  const log = environment.log.child({ service: manifest.name });
  const onError = backgroundErrors(log);
  const database = openDatabase({ ...environment.database, service: manifest.name, onError });
  const config = readConfig(manifest.config, environment.variables);
  const state = await manifest.open({ config, installation: environment.installation, log, clock: environment.clock });
  const relay = createRelay(manifest.name, database, environment.events, onError);
  // Jobs and contexts need each other: the runner is told of the contexts once they exist.
  const jobs = createJobRunner({
    manifest: withHousekeeping(manifest),
    database,
    systemUrl: environment.database.systemUrl,
    log,
    contextFor: (id) => contextAsService(id),
  });
  const contexts = createContextFactory({
    ...environment,
    manifest,
    database,
    log,
    config,
    state,
    cursors: createCursorSigner(environment.installation.secret),
    enqueue: (tx, job, payload, options) => jobs.enqueue(tx, job, payload, options),
    onPublished: relay.wake,
  });
  const contextAsService = serviceContexts(manifest.name, contexts);
  const inbox = createInbox({ service: manifest.name, database, handlers: eventHandlers(manifest, contexts), onError });
  await inbox.subscribeTo(environment.events);
  const own = ownOperations({ events: environment.events, wakeInbox: inbox.loop.wake });
  const calls = countCalls(dispatchFor(manifest, own, contexts, environment));
  const parts = { manifest, database, relay, inbox, jobs, contextAsService };
  return {
    ...parts,
    dispatch: calls.dispatch,
    start: () => start(relay, inbox, jobs),
    stop: () => stop({ calls, relay, inbox, jobs, state, database }),
    checkHealth: () => database.ping(1_000),
  };
}

function backgroundErrors(log: Logger): (error: unknown, event?: Event) => void {
  return (error, event) => log.warn({ err: error, event_id: event?.id, event_type: event?.type }, 'background work failed');
}

/** The operations of the service's contract, and beside them those that every service answers of itself. */
function dispatchFor(
  manifest: ServiceManifest,
  own: ServiceManifest['implementation'],
  contexts: ContextFactory,
  environment: ServiceEnvironment,
): Dispatch {
  const shared = {
    access: environment.access,
    contextFor: (call: Call, session?: Session) => contexts(call, { ifMatch: call.ifMatch, ...(session ? { session } : {}) }),
    checkReplies: environment.checkReplies,
    observe: operationMetrics(manifest.name, environment.metrics),
  };
  const toContract = createDispatch({ ...shared, implementation: manifest.implementation });
  const toItself = createDispatch({ ...shared, implementation: own });
  return (call) => (Object.hasOwn(serviceContract.operations, call.operation) ? toItself(call) : toContract(call));
}

function serviceContexts(service: string, contexts: ContextFactory): (requestId: string) => ServiceContext {
  return (requestId) => contexts(serviceOrigin(service, requestId));
}

const BACKGROUND_DEADLINE_MS = 60_000;

function serviceOrigin(service: string, requestId: string): CallOrigin {
  const deadline = Date.now() + BACKGROUND_DEADLINE_MS;
  return { principal: { kind: 'service', id: service }, locale: 'ru', requestId, deadline, ip: null, userAgent: null };
}

/** Consumers act in the service's name but keep the request id of the change that the event tells of. */
function eventHandlers(manifest: ServiceManifest, contexts: ContextFactory): Record<string, EventHandler> {
  const handlers: Record<string, EventHandler> = {};
  for (const { subject, handle } of manifest.subscriptions) {
    const before = handlers[subject];
    handlers[subject] = async (event: Event, tx: Transaction) => {
      await before?.(event, tx);
      await handle(contexts(serviceOrigin(manifest.name, event.actor.request_id)), event, tx);
    };
  }
  return handlers;
}

async function start(relay: Loop, inbox: Inbox, jobs: JobRunner): Promise<void> {
  relay.start();
  inbox.loop.start();
  jobs.start();
}

interface Stoppable {
  readonly calls: CallCounter;
  readonly relay: Loop;
  readonly inbox: Inbox;
  readonly jobs: JobRunner;
  readonly state: ServiceState;
  readonly database: Database;
}

async function stop({ calls, relay, inbox, jobs, state, database }: Stoppable): Promise<void> {
  await calls.quiet();
  await Promise.all([relay.stop(), inbox.stop(), jobs.stop()]);
  await state.close?.();
  await database.close();
}

/** Every service forgets what it keeps for a limited time only: published events, processed ones, idempotency keys. */
function withHousekeeping(manifest: ServiceManifest): ServiceManifest {
  return { ...manifest, jobs: { ...manifest.jobs, keep_house: { schedule: '17 * * * *', run: keepHouse } } };
}

async function keepHouse(context: ServiceContext): Promise<void> {
  await forgetOldEvents(context.system);
  await forgetIdempotencyKeys(context.system);
}
