import type { StreamedReply } from '@kabinet/contract';
import { sendStream } from '@kabinet/remote';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { LastingStreams } from '../edge/lasting-streams.ts';

/**
 * Sends bytes straight to the connection, as they are: never compressed, since a part of compressed bytes is no part of the file.
 * The request's deadline ended with the head; from here a client is let go when the connection is silent.
 */
export async function sendStreamed(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, stream }: StreamedReply,
  { log, lasting }: { readonly log: Logger; readonly lasting: LastingStreams },
): Promise<void> {
  const { endpoint, principal, startedAt } = request.visit;
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  if (endpoint?.operation.ok.lasting) lasting.add(gone, principal, startedAt);
  if (reply.raw.destroyed) gone.abort();
  const bytes = await stream?.(gone.signal);
  // Whoever was told meanwhile that it takes too long has their answer.
  if (reply.sent) return bytes?.destroy();
  reply.hijack();
  reply.raw.setHeaders(new Map(Object.entries({ ...reply.getHeaders(), ...headers }) as [string, string][])).writeHead(status);
  if (!bytes) return void reply.raw.end();
  try {
    await sendStream(bytes, reply.raw, headers['content-length']);
  } catch (error) {
    // We ended it ourselves.
    if (gone.signal.aborted) return;
    log.warn({ err: error, request_id: request.id, operation: endpoint?.name }, 'a stream broke off');
  }
}
