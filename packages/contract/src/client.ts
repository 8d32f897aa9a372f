import type { Locale } from '@kabinet/problem';
import { readableOf } from './chunks.ts';
import type { Upload } from './content.ts';
import type { Answer, CallInput, Contract, OkBody, Operation, StreamedReply } from './contract.ts';
import type { Principal } from './principal.ts';
import { readRows } from './rows.ts';

/** Where a call comes from; it travels with every further call that it causes. */
export interface CallOrigin {
  readonly principal: Principal;
  readonly locale: Locale;
  readonly requestId: string;
  /** Milliseconds since the epoch after which nobody waits for the answer any more. */
  readonly deadline: number;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** One call of one operation, as it stands before validation. */
export interface Call extends CallOrigin {
  readonly service: string;
  readonly operation: string;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  /** The request's headers that the operation asks for, in lower case; those of ranges and conditions where it streams bytes. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly upload?: Upload | undefined;
  /** The bytes of the answer are not wanted, only what is said of them. */
  readonly head?: true;
}

/** Carries a call to its service: in process, or over HTTP. Refusals are thrown as `ProblemError`. */
export type Transport = (call: Call) => Promise<Answer>;

export interface CallOptions {
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends a streamed answer. */
  readonly signal?: AbortSignal;
}

/** A typed function per operation of the contract. */
export type Client<C extends Contract> = {
  readonly [Id in keyof C['operations']]: (
    input: CallInput<C['operations'][Id]>,
    options?: CallOptions,
  ) => Promise<OkBody<C['operations'][Id]>>;
};

/** Builds clients of `contract` over `transport`: made once, bound to the origin of each request. */
export function createClient<C extends Contract>(contract: C, transport: Transport): (origin: CallOrigin) => Client<C> {
  const methods: Record<string, PropertyDescriptor> = {};
  for (const [id, operation] of Object.entries(contract.operations)) {
    methods[id] = {
      enumerable: true,
      value: async function call(this: { origin: CallOrigin }, input: CallInput<Operation>, { signal, ...options }: CallOptions = {}) {
        const reply = await transport({ ...this.origin, ...input, ...options, service: contract.service, operation: id });
        return 'stream' in reply ? openStream(operation, reply, signal) : reply.body;
      },
    };
  }
  const prototype = Object.create(null, methods) as object;
  return function bind({ principal, locale, requestId, deadline, ip, userAgent }: CallOrigin): Client<C> {
    // Picked out one by one: a whole call may stand for its origin, and its input must not travel on.
    const origin: CallOrigin = { principal, locale, requestId, deadline, ip, userAgent };
    return Object.create(prototype, { origin: { value: origin } }) as Client<C>;
  };
}

async function openStream({ ok }: Operation, { status, stream }: StreamedReply, signal = neverAborted): Promise<unknown> {
  if (!stream) throw new Error(`the answer has the status ${status} and no bytes`);
  const bytes = await stream(signal);
  return ok.stream === 'rows' ? readRows(bytes) : readableOf(bytes);
}

const neverAborted = new AbortController().signal;
