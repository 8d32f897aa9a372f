import type { Reply } from '@kabinet/contract';
import { replyHeaders, type WrittenReply } from '@kabinet/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../edge/visit.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends what an operation answered: text as it is, bytes as they are, anything else as JSON. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint, answer: Reply | WrittenReply): void {
  const { ok } = endpoint.operation;
  reply.code('status' in answer ? answer.status : ok.status);
  const payload = payloadOf(answer);
  if (payload !== undefined) reply.header('content-type', ok.content_type ?? JSON_TYPE).header('content-language', request.visit.locale);
  if (answer.headers !== undefined || answer.version !== undefined || answer.location !== undefined) reply.headers(replyHeaders(answer));
  const next = nextCursor(answer.body);
  if (next !== undefined) reply.header('link', `<${nextPage(request.raw.url ?? '', next)}>; rel="next"`);
  reply.send(payload);
}

function payloadOf(answer: Reply | WrittenReply): string | Buffer | undefined {
  if ('text' in answer) return answer.text === '' ? undefined : answer.text;
  const { body } = answer;
  if (body === undefined || typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return JSON.stringify(body);
}

function nextCursor(body: unknown): string | undefined {
  if (body === null || typeof body !== 'object' || !('next_cursor' in body)) return undefined;
  return typeof body.next_cursor === 'string' ? body.next_cursor : undefined;
}

/** The same request with another cursor, as a relative reference: a proxy in front may have changed the origin. */
function nextPage(url: string, cursor: string): string {
  const parameter = `cursor=${encodeURIComponent(cursor)}`;
  const safe = url.replaceAll(/[^\x21-\x7e]|[<>"]/g, (character) => encodeURIComponent(character));
  if (!safe.includes('?')) return `${safe}?${parameter}`;
  return /[?&]cursor=/.test(safe) ? safe.replace(/([?&])cursor=[^&]*/, `$1${parameter}`) : `${safe}&${parameter}`;
}
