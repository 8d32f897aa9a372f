import type { Contract } from '@kabinet/contract';
import type { AccessTable } from '@kabinet/contract/access';
import type { Transport } from '@kabinet/contract/client';
import type { EventTransport } from '@kabinet/events';
import type { CallHandler } from '@kabinet/remote';
import type { Installation } from '@kabinet/service';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

/** What the gateway may say of the process it runs in. */
export interface Health {
  live(): boolean;
  /** `waiting` names what is not ready yet: for the log, never for the outside. */
  ready(): Promise<{ ready: boolean; waiting: string[] }>;
}

export interface GatewayOptions {
  /** Every contract of the installation; operations for services only are not served. */
  readonly contracts: readonly Contract[];
  /** How each service is reached, by its name. `auth` is always needed. */
  readonly transports: Readonly<Record<string, Transport>>;
  readonly events: EventTransport;
  readonly access: AccessTable;
  readonly installation: Installation;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Addresses and CIDR blocks, separated by commas, whose `X-Forwarded-*` is believed; empty for none. */
  readonly trustedProxies: string;
  readonly rateLimits: 'on' | 'off';
  readonly log: Logger;
  readonly metrics: Registry;
  readonly health: Health;
  /** Takes calls from other processes to services that run beside the gateway in this one. */
  readonly calls?: CallHandler;
  /** The built web app, served beside the API. */
  readonly webApp?: string;
  readonly timeouts?: Partial<Timeouts>;
}

/** How long the gateway waits, in milliseconds. */
export interface Timeouts {
  /** For an operation's answer, unless it says `patience`; a client may shorten it by `Kabinet-Deadline-Ms`. */
  readonly answer: number;
  /** For a request's headers. */
  readonly headers: number;
  /** For a whole request, body included; uploads may take longer. */
  readonly request: number;
  /** Without a byte in either direction. */
  readonly silence: number;
  /** For requests under way when the gateway closes. */
  readonly drain: number;
}

export const defaultTimeouts: Timeouts = { answer: 10_000, headers: 10_000, request: 60_000, silence: 75_000, drain: 12_000 };

export interface Gateway {
  readonly port: number;
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  /**
   * Serves on until no connection is left or `patienceMs` (0 unless said otherwise) have passed, telling clients to connect anew;
   * then refuses new requests, waits for those under way up to `timeouts.drain`, and ends.
   */
  close(patienceMs?: number): Promise<void>;
}
