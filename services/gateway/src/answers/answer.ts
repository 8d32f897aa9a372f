import type { Reply, WrittenReply } from '@kabinet/contract';
import { isKnown } from '@kabinet/contract/conditions';
import { writeReply } from '@kabinet/contract/reply';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../edge/visit.ts';
import { readTag } from './validators.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends what an operation answered, but for what a reader has already: that is answered 304. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint, answer: Reply | WrittenReply): void {
  const { ok, method } = endpoint.operation;
  const { status, headers, payload, nextCursor } = writeReply(ok.status, answer);
  const tag = method === 'GET' && status === 200 ? tagOf(headers, payload) : undefined;
  const known = tag !== undefined && isKnown(request.headers['if-none-match'], tag);
  reply.code(known ? 304 : status);
  if (payload !== undefined && !known) reply.header('content-type', ok.content_type ?? JSON_TYPE);
  if (payload !== undefined) reply.header('content-language', request.visit.locale);
  if (headers !== undefined) reply.headers(headers);
  if (tag !== undefined) reply.header('etag', tag);
  if (known) return void reply.send();
  if (nextCursor !== undefined) reply.header('link', `<${nextPage(request.raw.url ?? '', nextCursor)}>; rel="next"`);
  reply.send(payload instanceof Uint8Array ? bufferOf(payload) : payload);
}

function tagOf(headers: Readonly<Record<string, string>> | undefined, payload: string | Uint8Array | undefined): string | undefined {
  const etag = headers?.['etag'];
  return etag === undefined || payload === undefined ? undefined : readTag(etag, payload);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The same request with another cursor, as a relative reference: a proxy in front may have changed the origin. */
function nextPage(url: string, cursor: string): string {
  const parameter = `cursor=${encodeURIComponent(cursor)}`;
  const safe = url.replaceAll(/[^\x21-\x7e]|[<>"]/g, (character) => encodeURIComponent(character));
  if (!safe.includes('?')) return `${safe}?${parameter}`;
  return /[?&]cursor=/.test(safe) ? safe.replace(/([?&])cursor=[^&]*/, `$1${parameter}`) : `${safe}&${parameter}`;
}
