import fastifyStatic from '@fastify/static';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from '../edge/security-headers.ts';

const OWN_FILES = { 'explorer.js': 'text/javascript; charset=utf-8', 'explorer.css': 'text/css; charset=utf-8' } as const;

/** The description of the API and the page to explore it with; the page loads nothing from outside. */
export async function serveExplorer(app: FastifyInstance, openApi: string): Promise<void> {
  app.get('/api/openapi.json', (request, reply) => {
    request.visit.page = 'openapi';
    return reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-cache').send(openApi);
  });
  servePage(app);
  const files = join(dirname(fileURLToPath(import.meta.resolve('@fastify/swagger-ui'))), 'static');
  await app.register(fastifyStatic, {
    root: files,
    prefix: '/api/docs/swagger-ui/',
    index: false,
    decorateReply: false,
    cacheControl: false,
  });
}

function servePage(app: FastifyInstance): void {
  const page = readAsset('explorer.html');
  app.get('/api/docs', (request, reply) => {
    request.visit.page = 'explorer';
    return reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY).send(page);
  });
  for (const [name, type] of Object.entries(OWN_FILES)) {
    const content = readAsset(name);
    app.get(`/api/docs/${name}`, (request, reply) => {
      request.visit.page = 'explorer';
      return reply.header('content-type', type).send(content);
    });
  }
}

function readAsset(name: string): string {
  return readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');
}
