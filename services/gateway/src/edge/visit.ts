import type { Operation } from '@kabinet/contract';
import type { Transport } from '@kabinet/contract/client';
import { anonymous, type Principal } from '@kabinet/contract/principal';
import type { Locale } from '@kabinet/problem';
import type { FastifyReply } from 'fastify';

/** One operation as the gateway serves it; everything that does not change between requests is decided once. */
export interface Endpoint {
  readonly service: string;
  readonly name: string;
  readonly operation: Operation;
  readonly transport: Transport;
  /** How the refresh token travels to this operation, when it may come in a cookie. */
  readonly refreshCookie: boolean;
}

/** What the gateway knows of one request while it is under way. */
export class Visit {
  readonly reply: FastifyReply;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Of the monotonic clock, in milliseconds. */
  readonly started: number;
  /** Milliseconds since the epoch after which the client is told that nobody waits any more. */
  deadline: number;
  locale: Locale;
  /** Whether the request itself says which language it wants. */
  readonly localeAsked: boolean;
  principal: Principal = anonymous;
  ip: string | null = null;
  endpoint: Endpoint | undefined;
  /** What logs and metrics call a request that reached no operation. */
  page = 'unknown';
  /** Gives back what a login took from its limit; called when the operation succeeds. */
  refund: (() => void) | undefined;

  constructor(reply: FastifyReply, deadline: number, locale: Locale | undefined, now: number) {
    this.reply = reply;
    this.startedAt = now;
    this.started = performance.now();
    this.deadline = deadline;
    this.locale = locale ?? 'ru';
    this.localeAsked = locale !== undefined;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit;
  }
}
