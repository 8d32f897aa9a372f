import { principalKey } from '@kabinet/contract/principal';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Counter, Histogram, type Registry } from 'prom-client';

const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** What nginx made the custom for a client that went away before its answer. */
const CLIENT_GONE = 499;

/** Logs a request that has ended, in one line without anything that a person typed, and counts it. */
export type RecordRequest = (request: FastifyRequest) => void;

/** `kabinet_http_requests_total` by operation and status, `kabinet_http_request_seconds` by operation. */
export function createRecorder(log: Logger, registry: Registry): RecordRequest {
  const labels = ['service', 'operation'] as const;
  const total = new Counter({
    name: 'kabinet_http_requests_total',
    help: 'HTTP requests by status',
    labelNames: [...labels, 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'kabinet_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: labels,
    buckets: BUCKETS_S,
    registers: [registry],
  });
  // The line holds nothing to remove, and looking for it would be the dearest part of a request here.
  const requests = log.child({}, { redact: [] });
  return function record({ id, visit, method }) {
    const { raw } = visit.reply;
    const status = raw.writableFinished ? raw.statusCode : CLIENT_GONE;
    const milliseconds = performance.now() - visit.started;
    const service = visit.endpoint?.service ?? 'gateway';
    const operation = visit.endpoint?.name ?? visit.page;
    total.inc({ service, operation, status });
    duration.observe({ service, operation }, milliseconds / 1000);
    requests.info(
      {
        request_id: id,
        method,
        operation,
        status,
        duration_ms: Math.round(milliseconds * 100) / 100,
        principal: principalKey(visit.principal),
      },
      'request',
    );
  };
}
