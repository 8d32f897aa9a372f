import { createServer } from 'node:http';
import type { Logger } from 'pino';
import { collectDefaultMetrics, type Registry } from 'prom-client';

/** Serves Prometheus metrics on a port of their own, on the loopback or the pod's address, never behind the public origin. */
export async function serveMetrics(registry: Registry, host: string, port: number, log: Logger): Promise<{ close(): void }> {
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => {
    // The portal is worth more than its metrics: a taken port is said, not fatal.
    server.once('error', (error) => {
      log.warn({ err: error, port }, 'metrics are not served');
      resolve();
    });
    server.listen(port, host, resolve);
  });
  return { close: () => void server.close() };
}
