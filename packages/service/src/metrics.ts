import { Counter, Histogram, type Registry } from 'prom-client';

const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts and times every operation: `kabinet_operations_total`, `kabinet_operation_seconds`. */
export function operationMetrics(service: string, registry: Registry): (operation: string, status: number, seconds: number) => void {
  const total = metric(
    registry,
    'kabinet_operations_total',
    () =>
      new Counter({
        name: 'kabinet_operations_total',
        help: 'Operations by status',
        labelNames: ['service', 'operation', 'status'],
        registers: [registry],
      }),
  );
  const duration = metric(
    registry,
    'kabinet_operation_seconds',
    () =>
      new Histogram({
        name: 'kabinet_operation_seconds',
        help: 'Duration of operations',
        labelNames: ['service', 'operation'],
        buckets: BUCKETS_S,
        registers: [registry],
      }),
  );
  // Labels are resolved once per operation and status, not once per call.
  const counters = new Map<string, { inc(): void }>();
  const timers = new Map<string, { observe(seconds: number): void }>();
  return (operation, status, seconds) => {
    const key = `${operation} ${status}`;
    kept(counters, key, () => total.labels({ service, operation, status })).inc();
    kept(timers, operation, () => duration.labels({ service, operation })).observe(seconds);
  };
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** The metric of that name, made by the first service of the process that needs it. */
function metric<M>(registry: Registry, name: string, make: () => M): M {
  return (registry.getSingleMetric(name) as M | undefined) ?? make();
}
