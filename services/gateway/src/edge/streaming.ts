import type { Operation } from '@kabinet/contract';
import type { Call } from '@kabinet/contract/client';
import type { Upload } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { DEFAULT_BODY_LIMIT } from '../answers/problems.ts';

/** What decides whether bytes are answered, and which of them. `If-Match` travels by itself. */
const OF_BYTES = ['range', 'if-range', 'if-none-match'];

/** Those of the request's headers that the operation is given. */
export function headersFor({ ok, headers: wanted = [] }: Operation, headers: IncomingHttpHeaders): Pick<Call, 'headers'> {
  const names = ok.stream === 'bytes' ? [...OF_BYTES, ...wanted] : wanted;
  if (names.length === 0) return {};
  const given = names.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { headers: Object.fromEntries(given) };
}

/** The body as it comes. The client is answered within `timeLeft` of its end: how long it takes is the client's affair. */
export function uploadIn(request: FastifyRequest, { body_limit: limit = DEFAULT_BODY_LIMIT }: Operation, timeLeft: number): Upload {
  const { body, headers, visit } = request;
  // Before anything of it has come: between processes a call leaves with its first byte.
  if (Number(headers['content-length'] ?? 0) > limit) throw problem('body_too_large', { params: { limit } });
  if (!(body instanceof Readable)) throw problem('unsupported_media_type');
  body.once('end', () => (visit.deadline = Date.now() + timeLeft));
  const length = headers['content-length'];
  return { body: detached(body), content_type: headers['content-type'] ?? '', ...(length === undefined ? {} : { length: Number(length) }) };
}

/** Whoever reads it may give it up: the connection stays, for the refusal to be sent on. */
function detached(body: Readable): Readable {
  const copy = new PassThrough();
  body.on('error', (error) => copy.destroy(error));
  body.once('close', () => {
    if (!body.readableEnded) copy.destroy(new Error('the client went away'));
  });
  copy.once('close', () => body.unpipe(copy));
  return body.pipe(copy);
}
