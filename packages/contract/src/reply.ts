import type { Reply, WrittenReply } from './contract.ts';

/** Writes a reply: text as it is, bytes as they are, anything else as JSON. One that is written already stays so. */
export function writeReply(status: number, reply: Reply | WrittenReply): WrittenReply {
  if ('payload' in reply) return reply;
  const nextCursor = nextCursorIn(reply.body);
  return {
    status,
    headers: replyHeaders(reply),
    body: reply.body,
    payload: payloadOf(reply.body),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
}

/** The headers that `version` and `location` stand for, beside the reply's own. */
export function replyHeaders(reply: Reply): Record<string, string> {
  return {
    ...reply.headers,
    ...(reply.version === undefined ? {} : { etag: `"${reply.version}"` }),
    ...(reply.location === undefined ? {} : { location: reply.location }),
  };
}

function payloadOf(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body;
  return JSON.stringify(body);
}

function nextCursorIn(body: unknown): string | undefined {
  if (body === null || typeof body !== 'object' || !('next_cursor' in body)) return undefined;
  return typeof body.next_cursor === 'string' ? body.next_cursor : undefined;
}
