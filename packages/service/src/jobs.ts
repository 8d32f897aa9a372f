import { setTimeout as pause } from 'node:timers/promises';
import { createBuilder } from '@kabinet/database/builder';
import { openJobPool } from '@kabinet/database/job-pool';
import { jobSchema } from '@kabinet/database/roles';
import type { Transaction } from '@kabinet/database';
import { Logger as WorkerLogger, parseCronItems, run, runOnce, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { JobOptions, ServiceContext } from './context.ts';
import type { Job, ServiceManifest } from './manifest.ts';

/** Runs a service's jobs from its own queue in PostgreSQL, once each however many replicas there are. */
export interface JobRunner {
  enqueue(tx: Transaction, job: string, payload: object, options?: JobOptions): Promise<void>;
  /** Works until it is stopped, whatever happens to the queue meanwhile. */
  start(): void;
  stop(): Promise<void>;
  /** Runs every job that is due now; answers whether there was one. */
  drain(): Promise<boolean>;
}

export interface JobRunnerOptions {
  readonly manifest: ServiceManifest;
  /** The system role's connection string. */
  readonly systemUrl: string;
  readonly log: Logger;
  readonly contextFor: (requestId: string) => ServiceContext;
}

const query = createBuilder<Record<string, never>>();
const DEFAULT_ATTEMPTS = 25;
/** One listens for new jobs, one works. */
const CONNECTIONS = 2;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { manifest, systemUrl } = options;
  let ran = false;
  // A pool of our own, as the worker does not wait until the connections of its own are closed.
  const onError = (error: Error): void => options.log.warn({ err: error }, 'job queue');
  const connections = openJobPool(systemUrl, CONNECTIONS, onError);
  const shared: RunnerOptions = {
    pgPool: connections.pool,
    schema: jobSchema(manifest.name),
    taskList: taskList(options, () => (ran = true)),
    logger: quietLogger(options.log),
  };
  const supervised = supervise(
    () => run({ ...shared, concurrency: 1, noHandleSignals: true, parsedCronItems: cronItems(manifest.jobs) }),
    onError,
  );
  return {
    enqueue: (tx, job, payload, jobOptions) => enqueue(manifest, tx, job, payload, jobOptions),
    start: supervised.start,
    async stop() {
      await supervised.stop();
      await connections.close();
    },
    async drain() {
      ran = false;
      // The worker does not wait until it has recorded how its last job ended; the end of its connection does.
      const own = openJobPool(systemUrl, 1, onError);
      try {
        await runOnce({ ...shared, pgPool: own.pool, noHandleSignals: true });
      } finally {
        await own.close();
      }
      return ran;
    },
  };
}

const RESTART_AFTER_MS = 1_000;

/** Keeps a worker running: one that ends by itself, as when its queue is migrated or its database gone, is started again. */
function supervise(begin: () => Promise<Runner>, onError: (error: Error) => void): { start(): void; stop(): Promise<void> } {
  const stopping = new AbortController();
  let runner: Runner | undefined;
  let supervision: Promise<void> | undefined;

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        runner = await begin();
        if (stopping.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
      }
      await pause(RESTART_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    start: () => void (supervision ??= keepRunning()),
    async stop() {
      stopping.abort();
      // It may have ended by itself a moment ago, which is as good.
      await runner?.stop().catch(() => undefined);
      await supervision;
    },
  };
}

async function enqueue(manifest: ServiceManifest, tx: Transaction, job: string, payload: object, options: JobOptions = {}): Promise<void> {
  if (!(job in manifest.jobs)) throw new Error(`${manifest.name} has no job ${job}`);
  await tx.execute(
    sql`select enqueue_job(${job}, ${JSON.stringify(payload)}::json, ${options.runAt?.toISOString() ?? null}::timestamptz,
      ${options.key ?? null}, ${options.maxAttempts ?? DEFAULT_ATTEMPTS}::int)`.compile(query),
  );
}

function taskList({ manifest, contextFor }: JobRunnerOptions, onRun: () => void): TaskList {
  const entries = Object.entries(manifest.jobs).map(([name, job]) => [
    name,
    async (payload: unknown, helpers: { job: { id: string } }) => {
      onRun();
      await job.run(contextFor(`job:${manifest.name}:${helpers.job.id}`), (payload ?? {}) as Record<string, unknown>);
    },
  ]);
  return Object.fromEntries(entries) as TaskList;
}

function cronItems(jobs: Readonly<Record<string, Job>>): ReturnType<typeof parseCronItems> {
  const scheduled = Object.entries(jobs).filter(([, job]) => job.schedule !== undefined);
  return parseCronItems(scheduled.map(([task, job]) => ({ task, match: job.schedule ?? '', identifier: task })));
}

/** The worker narrates every step; only what went wrong is worth a line. */
function quietLogger(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ detail: message }, 'job queue');
  });
}
