import { randomUUIDv7 } from 'node:crypto';

/** What the portal answered; the body is parsed when it is JSON. */
export interface PublicAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly bytes: Buffer;
}

/** The public API as a client outside sees it, in the name of a bearer token or of nobody. */
export interface PublicApi {
  /** Undefined for nobody. */
  readonly token: string | undefined;
  get(path: string, accept?: string): Promise<PublicAnswer>;
  /** Each call has an idempotency key of its own unless one is given. */
  send(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<PublicAnswer>;
  as(token: string): PublicApi;
}

export function publicApi(url: string, token?: string): PublicApi {
  const identity: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    token,
    get: (path, accept = 'application/json') => ask(`${url}${path}`, { headers: { ...identity, accept } }),
    send: (method, path, body, headers = {}) =>
      ask(`${url}${path}`, {
        method,
        headers: {
          ...identity,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(method === 'POST' ? { 'idempotency-key': randomUUIDv7() } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    as: (other) => publicApi(url, other),
  };
}

/** Longer than the portal lets anybody wait: a client that is never answered is a failure, not a test that hangs. */
const PATIENCE_MS = 30_000;

async function ask(url: string, init: RequestInit): Promise<PublicAnswer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, bytes, body: isJson ? JSON.parse(bytes.toString()) : undefined };
}

/** Logs in and answers the API in that person's name. */
export async function logIn(api: PublicApi, email: string, password: string): Promise<PublicApi> {
  const { status, body } = await api.send('POST', '/api/v1/jwt', { email, password });
  if (status !== 200) throw new Error(`${email} cannot log in: ${status} ${JSON.stringify(body)}`);
  return api.as((body as { access_token: string }).access_token);
}
