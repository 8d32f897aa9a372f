import { randomUUIDv7 } from 'node:crypto';
import { scopeOf, rootsOf, type AccessTable, type Scope } from '@kabinet/contract/access';
import type { CallOrigin, Transport } from '@kabinet/contract/client';
import { createClient } from '@kabinet/contract/client';
import type { Actor, Event, EventType } from '@kabinet/contract/events';
import { actingParty, organizationsOf, principalKey, sideOf, type Principal, type UserPrincipal } from '@kabinet/contract/principal';
import type { Database, Session, Transaction } from '@kabinet/database';
import { recordEvent } from '@kabinet/events';
import type { Locale } from '@kabinet/problem';
import type { Logger } from 'pino';
import type { Clock, EventInput, Installation, JobOptions, PeerClients, Peers, ServiceContext } from './context.ts';
import type { CursorSigner } from './cursor.ts';
import type { ServiceManifest } from './manifest.ts';

/** What all contexts of one running service share. */
export interface ContextParts {
  readonly manifest: ServiceManifest;
  readonly database: Database;
  readonly access: AccessTable;
  readonly transports: Readonly<Record<string, Transport>>;
  readonly installation: Installation;
  readonly clock: Clock;
  readonly cursors: CursorSigner;
  readonly log: Logger;
  readonly config: unknown;
  readonly state: unknown;
  readonly enqueue: (tx: Transaction, job: string, payload: object, options?: JobOptions) => Promise<void>;
  /** Called once an event's transaction has committed. */
  readonly onPublished: () => void;
}

export const systemClock: Clock = { now: () => new Date(), newId: () => randomUUIDv7() };

export type ContextFactory = (origin: CallOrigin, options?: { session?: Session; ifMatch?: string | undefined }) => ServiceContext;

/** Makes contexts cheaply: one small object per call, clients and sessions only when they are used. */
export function createContextFactory(parts: ContextParts): ContextFactory {
  const clients = Object.entries(parts.manifest.peers).map(([name, contract]) => {
    const transport = parts.transports[name];
    if (!transport) throw new Error(`${parts.manifest.name} calls ${name}, which nobody told it how to reach`);
    return [name, createClient(contract, transport)] as const;
  });
  const formatDay = calendarDay(parts.installation.timeZone);
  return (origin, options = {}) => new CallContext(parts, clients, formatDay, origin, options.session, options.ifMatch);
}

const MINUTE_MS = 60_000;
/** As long as a call from the outside has. */
const RENEWED_MS = 10_000;

/** The calendar date of an instant in `timeZone`. Formatting is dear and days are long: each minute is formatted once. */
function calendarDay(timeZone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone });
  let known = { minute: Number.NaN, day: '' };
  return (instant) => {
    const minute = Math.floor(instant.getTime() / MINUTE_MS);
    if (minute !== known.minute) known = { minute, day: format.format(instant) };
    return known.day;
  };
}

type ClientFactories = readonly (readonly [string, (origin: CallOrigin) => object])[];

class CallContext implements ServiceContext {
  readonly origin: CallOrigin;
  readonly ifMatch: number | undefined;
  readonly #parts: ContextParts;
  readonly #clients: ClientFactories;
  readonly #formatDay: (instant: Date) => string;
  #session: Session | undefined;
  #system: Session | undefined;

  constructor(
    parts: ContextParts,
    clients: ClientFactories,
    formatDay: (instant: Date) => string,
    origin: CallOrigin,
    session: Session | undefined,
    ifMatch: string | undefined,
  ) {
    this.#parts = parts;
    this.#clients = clients;
    this.#formatDay = formatDay;
    this.origin = origin;
    this.#session = session;
    // The transaction that a call runs in already is the system's when the caller's view is.
    if (this.#viewsAll) this.#system = session;
    this.ifMatch = parseEtag(ifMatch);
  }

  get service(): string {
    return this.#parts.manifest.name;
  }
  get access(): AccessTable {
    return this.#parts.access;
  }
  get cursors(): CursorSigner {
    return this.#parts.cursors;
  }
  get installation(): Installation {
    return this.#parts.installation;
  }
  get config(): unknown {
    return this.#parts.config;
  }
  get state(): unknown {
    return this.#parts.state;
  }
  get log(): Logger {
    return this.#parts.log.child({ request_id: this.origin.requestId });
  }

  get db(): Session {
    return (this.#session ??= this.#openSession());
  }

  #openSession(): Session {
    if (this.#viewsAll) return this.system;
    const { principal, deadline } = this.origin;
    const roots = principal.kind === 'user' ? principal.memberships : principal.kind === 'machine' ? [principal.organization] : [];
    const anchors = roots.filter((anchor) => anchor !== null);
    return this.#parts.database.tenant({ principal: principalKey(principal), deadline, roots: rootsOf({ kind: 'subtrees', anchors }) });
  }

  /** Whether the caller's view is the system's. */
  get #viewsAll(): boolean {
    return this.#parts.manifest.tenantless || seesEverything(this.origin.principal);
  }

  get system(): Session {
    const { principal, deadline } = this.origin;
    return (this.#system ??= this.#parts.database.system({ principal: principalKey(principal), deadline }));
  }

  get peers(): PeerClients<Peers> {
    return this.#bind(this.origin);
  }

  get peersAsService(): PeerClients<Peers> {
    return this.#bind({ ...this.origin, principal: { kind: 'service', id: this.service } });
  }

  #bind(origin: CallOrigin): PeerClients<Peers> {
    return Object.fromEntries(this.#clients.map(([name, bind]) => [name, bind(origin)])) as PeerClients<Peers>;
  }

  inNameOf(principal: UserPrincipal, locale: Locale): ServiceContext {
    return this.#with({ ...this.origin, principal, locale });
  }

  renew(): ServiceContext {
    return this.#with({ ...this.origin, deadline: Date.now() + RENEWED_MS });
  }

  #with(origin: CallOrigin): ServiceContext {
    return new CallContext(this.#parts, this.#clients, this.#formatDay, origin, undefined, undefined);
  }

  scope(permission: string): Scope {
    return scopeOf(this.#parts.access, this.origin.principal, permission);
  }

  now(): Date {
    return this.#parts.clock.now();
  }
  today(): string {
    return this.#formatDay(this.now());
  }
  newId(): string {
    return this.#parts.clock.newId();
  }

  async publish<T extends EventType>(tx: Transaction, type: T, input: EventInput<T>): Promise<void> {
    const event: Event = {
      specversion: '1.0',
      id: this.newId(),
      source: type.source,
      type: type.type,
      subject: input.subject,
      version: input.version,
      time: this.now().toISOString(),
      organizationid: input.organization_id,
      rootid: input.root_id,
      actor: { ...actorOf(this.origin), ...(input.on_behalf === undefined ? {} : { on_behalf: input.on_behalf }) },
      ...(input.republished ? { republished: true } : {}),
      data: input.data,
    };
    await recordEvent(tx, event);
    tx.afterCommit(this.#parts.onPublished);
  }

  enqueue(tx: Transaction, job: string, payload: object, options?: JobOptions): Promise<void> {
    return this.#parts.enqueue(tx, job, payload, options);
  }
}

function actorOf({ principal: caller, requestId, ip }: CallOrigin): Actor {
  const { principal, onBehalfOf } = actingParty(caller);
  return {
    principal: principalKey(principal),
    side: sideOf(principal),
    organization_ids: organizationsOf(principal),
    ...(onBehalfOf ? { on_behalf: principalKey(onBehalfOf) } : {}),
    request_id: requestId,
    ip,
  };
}

function seesEverything(principal: Principal): boolean {
  switch (principal.kind) {
    case 'service':
      return true;
    case 'user':
      return principal.staff_roles.length > 0;
    case 'machine':
      return principal.organization === null;
    case 'anonymous':
      return false;
  }
}

/** `"12"` → 12. A weak or foreign tag matches no version; `*` asks for none. */
function parseEtag(value: string | undefined): number | undefined {
  if (value === undefined || value === '*') return undefined;
  const version = /^"(\d{1,15})"$/.exec(value)?.[1];
  return version === undefined ? -1 : Number(version);
}
