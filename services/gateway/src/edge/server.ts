import { problem } from '@kabinet/problem';
import { untilNobodyIsConnected } from '@kabinet/remote';
import fastify, { type FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_BODY_LIMIT } from '../answers/problems.ts';
import { answerBrokenRequest } from './broken-requests.ts';
import { UnreadableBody } from './calling.ts';
import type { LastingStreams } from './lasting-streams.ts';
import { requestIdOf } from './request-id.ts';
import { parseStrictJson } from './strict-json.ts';
import { Visits, type VisitsParts } from './visits.ts';

export interface ServerParts extends VisitsParts {
  readonly trustedProxies: string;
  readonly lasting: LastingStreams;
}

export interface EdgeServer {
  readonly app: FastifyInstance;
  /** See `Gateway.close`. */
  close(patienceMs: number): Promise<void>;
}

/** The bare server: limits of the connection, the beginning and end of every request, bodies, problems, draining. */
export function createServer(parts: ServerParts): EdgeServer {
  const visits = new Visits(parts);
  const app: FastifyInstance = fastify({
    ...serverOptions(parts),
    // What Fastify refuses before its hooks: a path that cannot be decoded.
    frameworkErrors(error, request, reply) {
      visits.begin(request, reply);
      parts.sendProblem(request, reply, error);
    },
  });
  app.decorateRequest('visit');
  readBodies(app);
  askForBodies(app);
  app.setErrorHandler((error, request, reply) => parts.sendProblem(request, reply, error));
  app.addHook('onRequest', (request, reply, done) => {
    visits.begin(request, reply);
    if (visits.draining) done(problem('unavailable', { headers: { connection: 'close', 'retry-after': '5' } }) as never);
    else done();
  });
  return {
    app,
    async close(patienceMs) {
      parts.lasting.close();
      await close(app, visits, patienceMs, parts.timeouts.drain);
    },
  };
}

function serverOptions({ trustedProxies, timeouts }: ServerParts) {
  const proxies = trustedProxies
    .split(',')
    .map((proxy) => proxy.trim())
    .filter((proxy) => proxy !== '');
  return {
    logger: false,
    genReqId: requestIdOf,
    trustProxy: proxies.length > 0 ? proxies : false,
    bodyLimit: DEFAULT_BODY_LIMIT,
    connectionTimeout: timeouts.silence,
    // Node knows one limit for all requests; uploads may take longer. See `Visits`.
    requestTimeout: 0,
    // Node looks for late requests only this often.
    http: { headersTimeout: timeouts.headers, connectionsCheckingInterval: Math.min(1_000, timeouts.headers) },
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest,
  } as const;
}

/**
 * JSON that cannot be read waits for the service to refuse for an earlier reason. Any other kind of body is for the operations
 * that take it as it comes.
 */
function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, ({ headers }, bytes: Buffer, done) => {
    let body: unknown;
    try {
      refuseEncoding(headers['content-encoding']);
      body = parseStrictJson(bytes);
    } catch (error) {
      body = new UnreadableBody(error);
    }
    done(null, body);
  });
  // RFC 8058: the mail program's button sends a form that says nothing but that it was pressed. What takes no body reads none.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, ({ visit }, _form, done) => {
    const operation = visit.endpoint?.operation;
    const isBare = operation?.access.kind === 'public' && operation.body === undefined && operation.upload === undefined;
    done(isBare ? null : problem('unsupported_media_type'), undefined);
  });
  app.addContentTypeParser('*', ({ visit, headers }, stream, done) => {
    if (visit.endpoint?.operation.upload === undefined) throw problem('unsupported_media_type');
    refuseEncoding(headers['content-encoding']);
    done(null, stream);
  });
}

/** Whoever asks before sending a body (RFC 9110, 10.1.1) is told to go on only once they have been admitted. */
function askForBodies(app: FastifyInstance): void {
  app.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => app.server.emit('request', request, response));
  app.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
    done();
  });
}

/** A small compressed body can unpack to a huge one; RFC 9110, 15.5.16 says how to tell which codings there are. */
function refuseEncoding(coding: string | string[] | undefined): void {
  if (coding === undefined || coding === 'identity') return;
  throw problem('unsupported_encoding', { headers: { 'accept-encoding': 'identity' } });
}

async function close(app: FastifyInstance, visits: Visits, patienceMs: number, longest: number): Promise<void> {
  visits.sendAway();
  await untilNobodyIsConnected(app.server, patienceMs);
  // Connections that never carried a request count as busy for Node, so it is the requests that are waited for.
  const quiet = visits.drain().then(() => app.server.closeAllConnections());
  const bound = setTimeout(() => app.server.closeAllConnections(), longest);
  try {
    await app.close();
  } finally {
    clearTimeout(bound);
    visits.close();
  }
  await quiet;
}
