import type { Contract } from '@kabinet/contract';
import { subjectOf, type Event, type EventOf, type EventType } from '@kabinet/contract/events';
import type { Implementation } from '@kabinet/contract/implement';
import type { Transaction } from '@kabinet/database';
import { EVERYTHING } from '@kabinet/events';
import type { Logger } from 'pino';
import type { Static, TObject } from 'typebox';
import type { Clock, Installation, Peers, ServiceContext, ServiceState } from './context.ts';

/** Everything that the program needs to know of a service; the only thing that a service exports. */
export interface ServiceManifest {
  /** Also its PostgreSQL schema, login role, event source, config prefix and logger name. */
  readonly name: string;
  readonly contract: Contract;
  readonly peers: Peers;
  readonly implementation: Implementation<ServiceContext>;
  readonly subscriptions: readonly Subscription[];
  readonly migrations: URL;
  /** Its tables belong to no organization: calls use the system's view always. */
  readonly tenantless: boolean;
  readonly config: TObject;
  readonly jobs: Readonly<Record<string, Job>>;
  /** How many jobs of each lane run at once. */
  readonly lanes: Readonly<Record<string, number>>;
  readonly open: (setup: ServiceSetup) => Promise<ServiceState>;
  /** Publishes the present state of every aggregate again, in batches; answers where the next batch starts. */
  readonly republish?: (context: ServiceContext, tx: Transaction, after: string | undefined) => Promise<string | undefined>;
}

export interface Subscription {
  readonly subject: string;
  readonly handle: (context: ServiceContext, event: Event, tx: Transaction) => Promise<void>;
}

/** Work outside a request: added by `enqueue`, or by the clock when it has a `schedule`. Retried until it succeeds. */
export interface Job<Context = ServiceContext> {
  /** A cron pattern (UTC), when the job runs by the clock: once per turn, however many replicas there are. */
  readonly schedule?: string;
  /** One of the manifest's `lanes`: its jobs have a worker of their own, so that what waits for others holds up nothing else. */
  readonly lane?: string;
  /** `signal` aborts a few seconds after the process was asked to stop: work that ends then by an error is begun anew elsewhere. */
  readonly run: (context: Context, payload: Readonly<Record<string, unknown>>, signal?: AbortSignal) => Promise<void>;
}

/** What a service may use while it opens its long-lived state; it calls nobody yet. */
export interface ServiceSetup<Config = unknown> {
  readonly config: Config;
  readonly installation: Installation;
  readonly log: Logger;
  readonly clock: Clock;
}

type ContextOf<P extends Peers, State, Config extends TObject> = ServiceContext<P, State, Static<Config>>;

/** Declares a service. Its context type follows from its peers, state and config; see `ServiceContext`. */
export function defineService<C extends Contract, P extends Peers, State extends ServiceState, Config extends TObject>(parts: {
  name: string;
  contract: C;
  peers: P;
  implementation: Implementation<ContextOf<P, State, Config>, C>;
  subscriptions?: readonly Subscription[];
  migrations: URL;
  tenantless?: boolean;
  config: Config;
  jobs?: Readonly<Record<string, Job<ContextOf<P, State, Config>>>>;
  lanes?: Readonly<Record<string, number>>;
  open: (setup: ServiceSetup<Static<Config>>) => Promise<State>;
  republish?: (context: ContextOf<P, State, Config>, tx: Transaction, after: string | undefined) => Promise<string | undefined>;
}): ServiceManifest {
  // The runtime builds exactly the context that the parts were typed with.
  return { subscriptions: [], jobs: {}, lanes: {}, tenantless: false, ...parts } as unknown as ServiceManifest;
}

/** Subscribes to one kind of event. The handler runs in the transaction that marks the event as processed. */
export function on<Context, T extends EventType>(
  type: T,
  handle: (context: Context, event: EventOf<T>, tx: Transaction) => Promise<void>,
): Subscription {
  return { subject: subjectOf(type), handle: handle as unknown as Subscription['handle'] };
}

/** Subscribes to every event of every service. */
export function onEverything<Context>(handle: (context: Context, event: Event, tx: Transaction) => Promise<void>): Subscription {
  return { subject: EVERYTHING, handle: handle as unknown as Subscription['handle'] };
}
