import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { HelpdeskError } from './connector.ts';

const TIMEOUT_MS = 30_000;
/** For what carries a file. */
const TRANSFER_TIMEOUT_MS = 300_000;
/** Of an answer that is read into memory; files are not. */
const LONGEST_ANSWER = 33_554_432;

/** A body that is too large for memory. */
export interface StreamedBody {
  readonly type: string;
  /** In bytes. */
  readonly length: number;
  open(): Promise<Readable>;
}

export interface HelpdeskRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly json?: unknown;
  readonly stream?: StreamedBody;
}

type Headers = Readonly<Record<string, string>>;

/** Speaks JSON with a helpdesk. Its faults become `HelpdeskError`: final where it understood the question and refuses it. */
export async function askHelpdesk(url: URL, headers: Headers, request: HelpdeskRequest = {}): Promise<unknown> {
  const text = await orHelpdeskError(async () => textOf(limited(bodyOf(await send(url, headers, request)))));
  return text === '' ? undefined : parse(text);
}

/** The bytes that a helpdesk answers; they fail with `HelpdeskError`, too. */
export async function openFromHelpdesk(url: URL, headers: Headers): Promise<Readable> {
  const body = await orHelpdeskError(async () => bodyOf(await send(url, headers, {}, TRANSFER_TIMEOUT_MS)));
  return Readable.from(failingAsOurs(body), { objectMode: false });
}

async function send(
  url: URL,
  headers: Headers,
  { method = 'GET', json, stream }: HelpdeskRequest,
  timeout = stream ? TRANSFER_TIMEOUT_MS : TIMEOUT_MS,
): Promise<Response> {
  const common = { method, signal: AbortSignal.timeout(timeout), redirect: 'error' as const };
  const response = await (stream
    ? sendStream(url, headers, common, stream)
    : fetch(url, {
        ...common,
        headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      }));
  if (!response.ok) throw refusal(response.status, await textOf(limited(bodyOf(response))));
  return response;
}

async function sendStream(url: URL, headers: Headers, common: RequestInit, { type, length, open }: StreamedBody): Promise<Response> {
  const body = await open();
  try {
    const typed = { ...headers, 'content-type': type, 'content-length': String(length) };
    return await fetch(url, { ...common, headers: typed, body: Readable.toWeb(body), duplex: 'half' });
  } catch (error) {
    body.destroy();
    throw error;
  }
}

function bodyOf({ body }: Response): Readable {
  return body ? Readable.fromWeb(body) : Readable.from([]);
}

async function* limited(body: Readable): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new Error('the answer is too long');
    yield chunk;
  }
}

async function* failingAsOurs(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    throw unreachable(cause);
  }
}

async function orHelpdeskError<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof HelpdeskError ? error : unreachable(error);
  }
}

function unreachable(cause: unknown): HelpdeskError {
  return new HelpdeskError('the helpdesk cannot be reached', { isFinal: false, cause });
}

/** 401 and 403 pass once the token is mended, 408, 409, 423 and 429 by themselves; 404 and 422 do not. */
function refusal(status: number, text: string): HelpdeskError {
  const isFinal = status >= 400 && status < 500 && ![401, 403, 408, 409, 412, 423, 429].includes(status);
  return new HelpdeskError(`the helpdesk answers ${status}: ${text.slice(0, 300)}`, { isFinal });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HelpdeskError('the helpdesk answers no JSON', { isFinal: false, cause });
  }
}
