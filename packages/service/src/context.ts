import type { AccessTable, Scope } from '@kabinet/contract/access';
import type { Contract } from '@kabinet/contract';
import type { CallOrigin, Client } from '@kabinet/contract/client';
import type { EventOf, EventType } from '@kabinet/contract/events';
import type { UserPrincipal } from '@kabinet/contract/principal';
import type { Session, Transaction } from '@kabinet/database';
import type { Locale, Text } from '@kabinet/problem';
import type { Logger } from 'pino';
import type { CursorSigner } from './cursor.ts';

/** The peers of a service, by name. */
export type Peers = Readonly<Record<string, Contract>>;
export type PeerClients<P extends Peers> = { readonly [Name in keyof P]: Client<P[Name]> };

/** What a service keeps for as long as it runs, beside its database: keys, caches, a renderer. */
export interface ServiceState {
  close?(): Promise<void>;
}

/** Time and ids come from outside, so that tests decide them. */
export interface Clock {
  now(): Date;
  newId(): string;
}

/** What an action is given: who asks, where its data is, and every way to the outside. One per call, event or job. */
export interface ServiceContext<P extends Peers = Peers, State = unknown, Config = unknown> {
  readonly service: string;
  readonly origin: CallOrigin;
  /** The caller's view: behind row-level security for people and their machines, the system's for staff and services. */
  readonly db: Session;
  /** The system's view, for what has no caller or crosses tenants by design. */
  readonly system: Session;
  /** Where the caller holds `permission`. */
  scope(permission: string): Scope;
  readonly access: AccessTable;
  /** Other services, asked in the caller's name. */
  readonly peers: PeerClients<P>;
  /** Other services, asked in this service's name: for operations that only services may call. */
  readonly peersAsService: PeerClients<P>;
  /** The same work in the name of a person who asked for it before and is not there: with the rights that auth says they have now. */
  inNameOf(person: UserPrincipal, locale: Locale): ServiceContext<P, State, Config>;
  /** The same caller with time left anew: for what is still to do when a long stream has ended. */
  renew(): ServiceContext<P, State, Config>;
  /** Records an event in `tx`; it is published once that commits. */
  publish<T extends EventType>(tx: Transaction, type: T, event: EventInput<T>): Promise<void>;
  /** Adds a job in `tx`, run once that commits; see `jobs` of the manifest. */
  enqueue(tx: Transaction, job: string, payload: Readonly<Record<string, unknown>>, options?: JobOptions): Promise<void>;
  now(): Date;
  /** The calendar date in the vendor's time zone, `YYYY-MM-DD`. */
  today(): string;
  /** A UUIDv7. */
  newId(): string;
  readonly cursors: CursorSigner;
  readonly log: Logger;
  readonly config: Config;
  readonly installation: Installation;
  readonly state: State;
  /** The ETag that the caller sent in If-Match, as a version; undefined when there was none or it was `*`. */
  readonly ifMatch: number | undefined;
}

/** What all services of an installation share. */
export interface Installation {
  readonly publicUrl: string;
  /** Keys are derived from it, each for its own purpose. */
  readonly secret: string;
  readonly timeZone: string;
  /** What documents and mails call the vendor. */
  readonly vendor: Text;
  readonly dataDirectory: string;
  /** Of the program. */
  readonly version: string;
}

export interface EventInput<T extends EventType> {
  readonly subject: string;
  readonly version: number;
  readonly organization_id: string | null;
  readonly root_id: string | null;
  readonly data: EventOf<T>['data'];
  readonly republished?: true;
  /** Whose view the caller enters by it, as a principal's key; otherwise it follows from the caller. */
  readonly on_behalf?: string;
}

export interface JobOptions {
  readonly runAt?: Date;
  /** A job with the same key that has not started is replaced. */
  readonly key?: string;
  readonly maxAttempts?: number;
}
