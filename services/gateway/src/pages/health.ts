import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Health } from '../options.ts';

/** `/livez` and `/readyz`: a status and nothing else, since anyone may ask. */
export function serveHealth(app: FastifyInstance, health: Health, log: Logger): void {
  app.get('/livez', (request, reply) => {
    request.visit.page = 'livez';
    return health.live() ? { status: 'live' } : reply.code(503).send({ status: 'failing' });
  });
  app.get('/readyz', async (request, reply) => {
    request.visit.page = 'readyz';
    const { ready, waiting } = await health.ready();
    if (ready) return { status: 'ready' };
    log.warn({ waiting }, 'not ready');
    return reply.code(503).send({ status: 'waiting' });
  });
}
