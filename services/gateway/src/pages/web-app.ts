import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from '../edge/security-headers.ts';

/** Below these a missing path is a missing path; anywhere else it is a page of the web app, which routes by itself. */
const NOT_PAGES = ['/api/', '/assets/', '/.well-known/'];

/** Serves the built web app. Its assets carry a hash in their names and may be kept for ever. */
export async function serveWebApp(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/',
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('content-security-policy', PAGE_POLICY);
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Whether a request that no route took asks for a page. */
export function asksForPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return (headers.accept?.includes('text/html') ?? false) && !NOT_PAGES.some((prefix) => url.startsWith(prefix));
}

export function sendPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.visit.page = 'web-app';
  return reply.sendFile('index.html');
}
