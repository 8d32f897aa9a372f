import { randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const SANE = /^[\w.:-]{8,64}$/;

/** The id that a proxy or client gave its request, when it is fit for logs and headers; a new UUIDv7 otherwise. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUIDv7();
}
