import { i18n } from '../i18n/i18n.ts';
import { problemOf, unreachable } from './problem.ts';
import type { OperationRoute } from './routes.ts';

/** The parts of a call, as the contract's schemas name them. */
export interface CallParts {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  /** A form with a file in place of a body. */
  readonly form?: FormData;
  /** Bytes instead of a body. */
  readonly content?: Blob;
}

export interface CallOptions {
  /** The same for every attempt of one intent; see `createIntent`. */
  readonly idempotencyKey?: string;
  /** The ETag of what the person saw; see `versionOf`. */
  readonly ifMatch?: string;
  /** Where a stream of events is to go on. */
  readonly lastEventId?: string;
  /** What the operation asks for beside, in lower case; they stand over the ones that follow from the call. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Gives access tokens and renews them. */
export interface Authenticator {
  accessToken(): Promise<string>;
  /** A token other than `refused`, after a renewal or a log-in. */
  replaceToken(refused: string): Promise<string>;
}

/** Sends a call with the caller's token; a token that is refused is replaced and the call sent once more. Throws `ApiProblem`. */
export async function send(route: OperationRoute, parts: CallParts, options: CallOptions, authenticator: Authenticator): Promise<Response> {
  if (route.public === true) return checked(await fetchOnce(route, parts, options));
  const token = await authenticator.accessToken();
  const response = await fetchOnce(route, parts, options, token);
  if (response.status !== 401) return checked(response);
  return checked(await fetchOnce(route, parts, options, await authenticator.replaceToken(token)));
}

async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function fetchOnce(route: OperationRoute, parts: CallParts, options: CallOptions, token?: string): Promise<Response> {
  const init: RequestInit = { method: route.method, headers: headersOf(route, parts, options, token) };
  if (parts.body !== undefined) init.body = JSON.stringify(parts.body);
  if (parts.form) init.body = parts.form;
  if (parts.content !== undefined) init.body = parts.content;
  if (options.signal) init.signal = options.signal;
  try {
    return await fetch(urlOf(route.path, parts), init);
  } catch (error) {
    // Who gave up waiting is told that, not that the portal is away.
    if (options.signal?.aborted === true) throw error;
    throw unreachable();
  }
}

function headersOf(route: OperationRoute, { body, content }: CallParts, options: CallOptions, token: string | undefined): Headers {
  const headers = new Headers({ accept: route.accept ?? 'application/json', 'accept-language': i18n.language });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (content !== undefined) headers.set('content-type', 'application/octet-stream');
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  if (options.ifMatch !== undefined) headers.set('if-match', options.ifMatch);
  if (options.lastEventId !== undefined) headers.set('last-event-id', options.lastEventId);
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  return headers;
}

/** Fills the path's parameters; several values of one query parameter are separated by commas. */
function urlOf(path: string, { params, query }: CallParts): string {
  const given = (params ?? {}) as Readonly<Record<string, unknown>>;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const asked = Object.entries((query ?? {}) as Readonly<Record<string, unknown>>).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}
