import type { ProblemCatalogue, Text } from '@kabinet/problem';
import type { Static, TObject, TSchema } from 'typebox';
import type { Readable } from 'node:stream';
import type { Access } from './access.ts';
import type { Chunks } from './chunks.ts';
import type { Content, Elsewhere, Upload } from './content.ts';
import type { EventCatalogue } from './events.ts';
import type { Principal } from './principal.ts';

/** An operation is data: everything that a server, a client, a document or a test needs to know about it. */
export interface Operation {
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1` unless `origin` says that it stands at the root; `{name}` marks a path parameter. */
  readonly path: string;
  readonly at?: 'root';
  readonly access: Access;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  readonly ok: Success;
  readonly problems: readonly string[];
  /** The Idempotency-Key contract: `required` for what issues or transfers, `none` where answers carry secrets. */
  readonly idempotency?: 'required' | 'honoured' | 'none';
  /** Doing it twice is doing it once, though its method does not say so: whoever got no answer may ask again. */
  readonly repeatable?: true;
  /** Whether a change needs the ETag of what it changes. */
  readonly if_match?: 'required' | 'optional';
  /** Several operations may share a path; the gateway tells them apart by `?format=` or `Accept`. */
  readonly variant?: { readonly format: string; readonly accept: string };
  /** It stands beside the operation of the same path, and answers `?dry_run=true`: what that would do. It does nothing. */
  readonly dry_run?: true;
  /** The handler checks the body itself, because it keeps what it refuses. */
  readonly keeps_refused?: true;
  /** Whether staff who look with a customer's eyes may call it, where that does not follow from what it is: see `openToViewers`. */
  readonly viewing?: 'open' | 'refused';
  /** Bytes; 1 MiB unless said otherwise. */
  readonly body_limit?: number;
  /** The body is no JSON but bytes of one of these media types, which the handler takes as a stream. Without an Idempotency-Key. */
  readonly upload?: { readonly media_types: readonly string[] };
  /** The request's headers that the handler is given beside what every operation has, in lower case. */
  readonly headers?: readonly string[];
  /** How long whoever asks may be kept waiting, in seconds; what the gateway grants every call (10) unless said otherwise. */
  readonly patience?: number;
  /** The credentials or token that the operation checks itself make it worth a stricter limit. */
  readonly rate?: 'login' | 'public';
}

/** What an operation answers when all goes well. */
export interface Success {
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: TSchema;
  readonly content_type?: string;
  /** The answer is no value but a stream: of `bytes`, or of `rows` that each are a `body`, one JSON text per line. */
  readonly stream?: 'bytes' | 'rows';
  /** The stream goes on for as long as somebody listens. It is ended when their session is, and when a process on the way stops. */
  readonly lasting?: true;
}

export interface Contract<Operations extends Record<string, Operation> = Record<string, Operation>> {
  readonly service: string;
  readonly operations: Operations;
  readonly events: EventCatalogue;
  readonly problems: ProblemCatalogue;
  readonly fields: Readonly<Record<string, Text>>;
}

/** Keeps the literal types of an operation's declaration. */
export function operation<const O extends Operation>(declaration: O): O {
  return declaration;
}

export function defineContract<const Operations extends Record<string, Operation>, const Problems extends ProblemCatalogue>(
  service: string,
  parts: {
    operations: Operations & { [Id in keyof Operations]: { readonly problems: readonly (keyof Problems & string)[] } };
    problems: Problems;
    events?: EventCatalogue;
    fields?: Readonly<Record<string, Text>>;
  },
): Contract<Operations> {
  return { service, operations: parts.operations, problems: parts.problems, events: parts.events ?? {}, fields: parts.fields ?? {} };
}

type ShapeOf<Schema> = Schema extends TSchema ? Static<Schema> : undefined;

/** What a handler is given: validated, with numbers and booleans of the query already converted. */
export interface Input<O extends Operation> {
  readonly params: ShapeOf<O['params']>;
  readonly query: ShapeOf<O['query']>;
  readonly body: ShapeOf<O['body']>;
  readonly upload: O['upload'] extends object ? Upload : undefined;
  /** Those of `headers` that the request has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a caller must give; parts that the operation does not have may be left out. */
export type CallInput<O extends Operation> = (O['params'] extends TSchema ? { params: Static<O['params']> } : { params?: undefined }) &
  (O['query'] extends TSchema ? { query?: Static<O['query']> } : { query?: undefined }) &
  (O['body'] extends TSchema ? { body: Static<O['body']> } : { body?: undefined }) &
  (O['upload'] extends object ? { upload: Upload } : { upload?: undefined });

/** What a caller gets. A stream is read to its end or destroyed; what breaks it on the way is thrown to its reader. */
export type OkBody<O extends Operation> = O['ok']['stream'] extends 'bytes'
  ? Readable
  : O['ok']['stream'] extends 'rows'
    ? AsyncIterable<ShapeOf<O['ok']['body']>>
    : ShapeOf<O['ok']['body']>;

/** What a handler gives. */
export type HandlerBody<O extends Operation> = O['ok']['stream'] extends 'bytes' ? Content | Elsewhere : OkBody<O>;

/** What a handler answers. `version` becomes the ETag, `location` the header of a 201. */
export interface Reply<Body = unknown> {
  readonly body: Body;
  readonly version?: number;
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply that is written already: a stored one, repeated byte for byte, or another process's, passed on unread. */
export interface WrittenReply extends Reply {
  readonly status: number;
  /** Of the media type that the operation declares; undefined for no body. */
  readonly payload: string | Uint8Array | undefined;
  /** Of a list: what `body.next_cursor` is. */
  readonly nextCursor?: string;
}

/** A reply whose bytes are still to come. */
export interface StreamedReply extends Reply<undefined> {
  readonly status: number;
  /** All of them, `content-type` and, where it is known, `content-length` included. */
  readonly headers: Readonly<Record<string, string>>;
  /** Opens the bytes; undefined when there are none. Whoever opens them, once at most, reads to the end or destroys the stream. */
  readonly stream: ((signal: AbortSignal) => Promise<Chunks>) | undefined;
}

/** What comes back from a service, in whatever form it is at hand. */
export type Answer = Reply | WrittenReply | StreamedReply;

/**
 * Whether a service keeps its answer to an Idempotency-Key of `principal`, so that the same call again does nothing and gets it.
 * Services repeat calls by their own ids; strangers are nobody in particular: one would be given the answer that another got.
 */
export function keepsAnswers({ method, idempotency, ok, upload }: Operation, { kind }: Principal): boolean {
  if (ok.stream !== undefined || upload !== undefined) return false;
  return method === 'POST' && idempotency !== 'none' && kind !== 'service' && kind !== 'anonymous';
}

/**
 * Whether staff may call it while they look at the portal with a customer's eyes: they read, change nothing and take no files with
 * them. What everybody may read without logging in they may read too.
 */
export function openToViewers({ method, access, ok, viewing }: Operation): boolean {
  if (viewing !== undefined) return viewing === 'open';
  const isFile = ok.content_type !== undefined || ok.stream !== undefined;
  return method === 'GET' && (!isFile || access.kind === 'public');
}

/**
 * Whether other services alone ask it, each in its own name or, where a permission is asked for, in its caller's. The gateway does not
 * serve it and no description of the API names it.
 */
export function isInternal({ path }: Operation): boolean {
  return path.startsWith('/internal/');
}

/** Where an operation is served, with Fastify-like `:name` parameters left to the server: `/api/v1/licenses/{id}`. */
export function pathOf(operation: Operation): string {
  return operation.at === 'root' ? operation.path : `/api/v1${operation.path}`;
}
