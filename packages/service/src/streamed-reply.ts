import type { Operation, Reply, StreamedReply } from '@kabinet/contract';
import type { Call } from '@kabinet/contract/client';
import { isKnown, matches, partOf } from '@kabinet/contract/conditions';
import type { Content, Elsewhere, Part } from '@kabinet/contract/content';
import { replyHeaders } from '@kabinet/contract/reply';
import { ROWS_TYPE, writeRows } from '@kabinet/contract/rows';
import { faultsOf } from '@kabinet/contract/validation';
import { problem } from '@kabinet/problem';
import { Readable } from 'node:stream';
import type { TSchema } from 'typebox';

export interface StreamOptions {
  /** Check each row against its schema too: in tests and development. */
  readonly checkRows: boolean;
  /** What may be said outside of an error that came up while the bytes were opened. */
  readonly failure: (error: unknown) => Error;
}

type Headers = Record<string, string>;

/** Makes of what a handler gave the reply that goes out: whole, in part, or none at all where the reader has it already. */
export async function streamedReply(operation: Operation, call: Call, reply: Reply, options: StreamOptions): Promise<StreamedReply> {
  const { ok } = operation;
  if (ok.stream === 'rows') {
    const headers = { 'content-type': ok.content_type ?? ROWS_TYPE, ...replyHeaders(reply) };
    const rows = reply.body as AsyncIterable<unknown>;
    const lines = writeRows(options.checkRows && ok.body ? checkedRows(ok.body, rows) : rows);
    return answer(call, ok.status, headers, async () => Readable.from(lines, { objectMode: false }));
  }
  const body = reply.body as Content | Elsewhere;
  const headers = { 'content-type': ok.content_type ?? 'application/octet-stream', ...replyHeaders(reply) };
  if ('redirect' in body && call.head) {
    return answer(call, ok.status, { ...headers, 'accept-ranges': 'bytes', 'content-length': String(body.size) }, undefined);
  }
  if ('redirect' in body) return answer(call, 302, { ...replyHeaders(reply), location: await body.redirect() }, undefined);
  return contentReply(call, ok.status, headers, { ...body, open: opener(body, options) });
}

function contentReply(call: Call, ok: number, headers: Headers, content: Content): StreamedReply {
  const { size, etag } = content;
  if (etag !== undefined) headers['etag'] = etag;
  if (etag !== undefined && !matches(call.ifMatch, etag)) throw problem('version_mismatch');
  if (etag !== undefined && isKnown(call.headers?.['if-none-match'], etag)) return answer(call, 304, headers, undefined);
  if (size === undefined) return answer(call, ok, headers, (signal) => content.open(undefined, signal));
  headers['accept-ranges'] = 'bytes';
  const part = call.head ? 'whole' : partOf(wantedRange(call, etag), size);
  if (part === 'refused') throw problem('range_not_satisfiable', { headers: { 'content-range': `bytes */${size}` } });
  if (part === 'whole') {
    headers['content-length'] = String(size);
    return answer(call, ok, headers, (signal) => content.open(undefined, signal));
  }
  headers['content-length'] = String(part.end - part.start + 1);
  headers['content-range'] = `bytes ${part.start}-${part.end}/${size}`;
  return answer(call, 206, headers, (signal) => content.open(part, signal));
}

/** `If-Range` asks for the whole unless it names exactly these bytes. A date names none: only tags are given out. */
function wantedRange({ headers = {} }: Call, etag: string | undefined): string | undefined {
  const condition = headers['if-range']?.trim();
  return condition === undefined || condition === etag ? headers['range'] : undefined;
}

function answer({ head }: Call, status: number, headers: Headers, stream: StreamedReply['stream']): StreamedReply {
  return { status, headers, body: undefined, stream: head ? undefined : stream };
}

/** Bytes that cannot be opened are refused like anything else: nothing has been sent yet. */
function opener(content: Content, { failure }: StreamOptions): Content['open'] {
  return async function open(part: Part | undefined, signal: AbortSignal) {
    try {
      return await content.open(part, signal);
    } catch (error) {
      throw failure(error);
    }
  };
}

async function* checkedRows(schema: TSchema, rows: AsyncIterable<unknown>): AsyncGenerator {
  for await (const row of rows) {
    const faults = faultsOf(schema, row);
    if (faults.length > 0) throw new Error(`a row breaks its contract: ${JSON.stringify(faults)}`);
    yield row;
  }
}
