import { toOpenApi } from '@kabinet/contract/openapi';
import { problem } from '@kabinet/problem';
import { CALLS_PATH, type CallHandler } from '@kabinet/remote';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { createProblemSender } from './answers/problems.ts';
import { createAdmission } from './edge/admission.ts';
import { serveApi } from './edge/api.ts';
import { publicRoutes } from './edge/endpoints.ts';
import { LastingStreams } from './edge/lasting-streams.ts';
import { createRecorder } from './edge/records.ts';
import { securityHeaders } from './edge/security-headers.ts';
import { createServer } from './edge/server.ts';
import { AccessTokens } from './identity/access-tokens.ts';
import { createAuthClient } from './identity/auth-client.ts';
import { forgetOnEvents } from './identity/auth-events.ts';
import { Identity } from './identity/identity.ts';
import { SigningKeys } from './identity/signing-keys.ts';
import { defaultTimeouts, type Gateway, type GatewayOptions } from './options.ts';
import { serveExplorer } from './pages/explorer.ts';
import { serveHealth } from './pages/health.ts';
import { asksForPage, serveWebApp } from './pages/web-app.ts';

export type { Gateway, GatewayOptions, Health, Timeouts } from './options.ts';

/** Starts the public edge: the only part of the portal that the outside talks to. It asks no service while starting. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const { publicUrl } = options.installation;
  const sendProblem = createProblemSender(options.contracts, options.log);
  const record = createRecorder(options.log, options.metrics);
  const lasting = new LastingStreams();
  const { app, close } = createServer({
    lasting,
    trustedProxies: options.trustedProxies,
    timeouts,
    headers: securityHeaders(publicUrl),
    sendProblem,
    record,
  });
  const identity = await createIdentity(options, lasting);
  const admit = createAdmission(identity, options.access, options.rateLimits);
  const publicOrigin = new URL(publicUrl).origin;
  serveApi(app, publicRoutes(options.contracts, options.transports), admit, {
    answerTimeout: timeouts.answer,
    publicOrigin,
    log: options.log,
    lasting,
  });
  if (options.calls) serveCalls(app, options.calls);
  await servePages(app, options);
  await app.listen({ host: options.host, port: options.port });
  return { ...whereItListens(app), close: (patienceMs = 0) => close(patienceMs) };
}

/** Calls between processes prove themselves; nothing of the edge is between them and their service. */
function serveCalls(app: FastifyInstance, calls: CallHandler): void {
  app.post(`${CALLS_PATH}*`, {
    onRequest(request, reply) {
      request.visit.page = 'calls';
      reply.hijack();
      calls(request.raw, reply.raw);
      return Promise.resolve();
    },
    handler: () => undefined,
  });
}

async function createIdentity({ transports, events, installation }: GatewayOptions, lasting: LastingStreams): Promise<Identity> {
  const transport = transports['auth'];
  if (!transport) throw new Error('nobody told the gateway how to reach auth');
  const auth = createAuthClient(transport);
  const keys = new SigningKeys(auth.publicKeys, Date.now);
  const identity = new Identity(new AccessTokens(keys, installation.publicUrl, Date.now), auth, Date.now);
  await forgetOnEvents(identity, lasting, events);
  return identity;
}

async function servePages(app: FastifyInstance, options: GatewayOptions): Promise<void> {
  serveHealth(app, options.health, options.log);
  // Whoever reads it here reached us here, whatever name the portal has elsewhere.
  const openApi = toOpenApi(options.contracts, { title: 'Kabinet', version: API_VERSION, publicUrl: '/' });
  await serveExplorer(app, JSON.stringify(openApi));
  const { webApp, installation } = options;
  const sendPage = webApp === undefined ? undefined : await serveWebApp(app, webApp, installation.timeZone);
  app.setNotFoundHandler((request, reply) => {
    if (sendPage && asksForPage(request)) return sendPage(request, reply);
    throw problem('not_found');
  });
}

/** Of the public API, not of the program. */
const API_VERSION = '1.0.0';

function whereItListens(app: FastifyInstance): { port: number; url: string } {
  // A listening TCP server always has an address of this kind.
  const { address, port, family } = app.server.address() as AddressInfo;
  return { port, url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}` };
}
