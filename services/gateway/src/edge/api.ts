import { problem } from '@kabinet/problem';
import type { FastifyInstance } from 'fastify';
import type { Admit } from './admission.ts';
import { perform, type CallSetup } from './calling.ts';
import { methodsByUrl, type PublicRoute } from './endpoints.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Serves the operations of the contracts, and tells who uses another method what there is. */
export function serveApi(app: FastifyInstance, routes: readonly PublicRoute[], admit: Admit, setup: CallSetup): void {
  for (const route of routes) serveRoute(app, route, admit, setup);
  for (const [url, answered] of methodsByUrl(routes)) refuseOtherMethods(app, url, answered);
}

function serveRoute(app: FastifyInstance, route: PublicRoute, admit: Admit, setup: CallSetup): void {
  const { method, url, bodyLimit } = route;
  app.route({
    method,
    url,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    onRequest(request, reply) {
      // Answers depend on these wherever there are several forms, and the texts of problems everywhere.
      reply.header('vary', 'Accept, Accept-Language');
      return admit(request, route);
    },
    handler(request, reply) {
      const { endpoint } = request.visit;
      if (!endpoint) throw new Error(`${method} ${url} was not admitted`);
      return perform(request, reply, endpoint, setup);
    },
  });
}

function refuseOtherMethods(app: FastifyInstance, url: string, answered: readonly string[]): void {
  const others = METHODS.filter((method) => !answered.includes(method));
  if (others.length === 0) return;
  const refusal = problem('method_not_allowed', { headers: { allow: answered.join(', ') } });
  function refuse(): never {
    throw refusal;
  }
  app.route({ method: others, url, exposeHeadRoute: false, onRequest: async () => refuse(), handler: refuse });
}
