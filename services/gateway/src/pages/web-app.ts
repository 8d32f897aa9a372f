import fastifyStatic from '@fastify/static';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from '../edge/security-headers.ts';

/** Below these a missing path is a missing path; anywhere else it is a page of the web app, which routes by itself. */
const NOT_PAGES = ['/api/', '/assets/', '/.well-known/'];

/** Sends the web app's one page: every address of the app begins with it. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/**
 * Serves the built web app; answers how its page is sent. Assets carry a hash in their names and may be kept for ever; where a
 * compressed file lies beside one, it is sent instead. `timeZone` is written into the page: what "the last day" means there too.
 */
export async function serveWebApp(app: FastifyInstance, directory: string, timeZone: string): Promise<SendPage> {
  const sendPage = pageSender(await readPage(directory, timeZone));
  app.get('/', sendPage);
  app.get('/index.html', sendPage);
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/',
    index: false,
    wildcard: false,
    globIgnore: ['index.html', '**/*.{br,gz}'],
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('content-security-policy', PAGE_POLICY);
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return sendPage;
}

async function readPage(directory: string, timeZone: string): Promise<string> {
  const page = await readFile(join(directory, 'index.html'), 'utf8');
  return page.replace(/ data-time-zone="[^"]*"/, ` data-time-zone="${timeZone}"`);
}

function pageSender(page: string): SendPage {
  const etag = `"${createHash('sha256').update(page).digest('base64url')}"`;
  return function sendPage(request, reply) {
    request.visit.page = 'web-app';
    reply.header('content-security-policy', PAGE_POLICY).header('cache-control', 'no-cache').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.header('content-type', 'text/html; charset=utf-8').send(page);
  };
}

/** Whether a request that no route took asks for a page. */
export function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return (headers.accept?.includes('text/html') ?? false) && !NOT_PAGES.some((prefix) => url.startsWith(prefix));
}
