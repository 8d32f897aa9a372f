import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createBuilder } from '@kabinet/database/builder';
import { openJobPool, type JobPool } from '@kabinet/database/job-pool';
import { jobSchema } from '@kabinet/database/roles';
import type { Database, Transaction } from '@kabinet/database';
import {
  Logger as WorkerLogger,
  parseCronItems,
  run,
  runOnce,
  type Runner,
  type RunnerOptions,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { bearName, releaseAbandonedJobs } from './abandoned-jobs.ts';
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
  readonly database: Database;
  /** The system role's connection string. */
  readonly systemUrl: string;
  readonly log: Logger;
  readonly contextFor: (requestId: string) => ServiceContext;
}

/** What a worker is there for: jobs of a lane, or all that have none. */
interface Duty {
  readonly jobs: ServiceManifest['jobs'];
  readonly atOnce: number;
  /** The clock is watched by one worker of each process. */
  readonly keepsTime: boolean;
}

const query = createBuilder<Record<string, never>>();
const DEFAULT_ATTEMPTS = 25;
/** Of each worker: one listens for new jobs, one takes them. */
const CONNECTIONS = 2;
const LOOK_FOR_ABANDONED_MS = 15_000;
const LOOK_WITHIN_MS = 30_000;
/** How jobs ended is told at once but as a batch: only of a batch does the worker catch a lost connection, which else ends the process. */
const STEADY = { noHandleSignals: true, preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } } };

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { manifest } = options;
  const workers = dutiesOf(manifest).map((duty) => keepWorking(options, duty));
  return {
    enqueue: (tx, job, payload, jobOptions) => enqueue(manifest, tx, job, payload, jobOptions),
    start: () => {
      for (const worker of workers) worker.start();
    },
    stop: async () => void (await Promise.all(workers.map((worker) => worker.stop()))),
    drain: oneAtATime(() => runDueJobs(options)),
  };
}

function dutiesOf({ jobs, lanes }: ServiceManifest): Duty[] {
  const inLane = (lane: string | undefined) => Object.fromEntries(Object.entries(jobs).filter(([, job]) => job.lane === lane));
  const unknown = Object.values(jobs).find(({ lane }) => lane !== undefined && !(lane in lanes));
  if (unknown) throw new Error(`there is no lane ${unknown.lane}`);
  return [
    { jobs: inLane(undefined), atOnce: 1, keepsTime: true },
    ...Object.entries(lanes).map(([lane, atOnce]) => ({ jobs: inLane(lane), atOnce, keepsTime: false })),
  ];
}

function keepWorking(options: JobRunnerOptions, duty: Duty): { start(): void; stop(): Promise<void> } {
  const { manifest, log } = options;
  const schema = jobSchema(manifest.name);
  const { parts, id, connections, onError } = openWorker(options, CONNECTIONS);
  const shared = { ...STEADY, schema, taskList: taskList(options, duty.jobs, () => undefined), logger: quietLogger(log) };
  const supervised = supervise(async () => {
    await releaseAbandonedJobs(connections.pool, schema, id());
    const parsedCronItems = duty.keepsTime ? cronItems(manifest.jobs) : [];
    return run({ ...shared, ...parts, concurrency: duty.atOnce, parsedCronItems });
  }, onError);
  let looking: NodeJS.Timeout | undefined;
  return {
    start() {
      looking = setInterval(() => void releaseAbandonedJobs(connections.pool, schema).catch(onError), LOOK_FOR_ABANDONED_MS).unref();
      supervised.start();
    },
    async stop() {
      clearInterval(looking);
      await supervised.stop();
      await connections.close();
    },
  };
}

/** Runs every job that is due, whatever its lane; answers whether there was one. */
async function runDueJobs(options: JobRunnerOptions): Promise<boolean> {
  const { manifest, log } = options;
  // A worker takes connections of its own and looks at the whole queue: too much for finding that there is nothing to do.
  if (!(await isAnythingDue(options))) return false;
  let ran = false;
  // The worker does not wait until it has recorded how its last job ended; the end of its connection does.
  const own = openWorker(options, 1);
  try {
    const tasks = taskList(options, manifest.jobs, () => (ran = true));
    await runOnce({ ...STEADY, schema: jobSchema(manifest.name), taskList: tasks, logger: quietLogger(log), ...own.parts });
  } finally {
    await own.connections.close();
  }
  return ran;
}

async function isAnythingDue({ manifest, database }: JobRunnerOptions): Promise<boolean> {
  const session = database.system({ principal: `service:${manifest.name}`, deadline: Date.now() + LOOK_WITHIN_MS });
  const jobs = sql.raw(`${jobSchema(manifest.name)}.jobs`);
  const row = await session.first(
    sql<{ due: boolean }>`select exists (
      select from ${jobs} where locked_at is null and run_at <= now() and attempts < max_attempts) as due`.compile(query),
  );
  return row?.due ?? false;
}

/** A job that another drain is at is not to be had, and yet not done: whoever drains meanwhile waits for it. */
function oneAtATime(drain: () => Promise<boolean>): () => Promise<boolean> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const drained = last.then(drain);
    last = drained.catch(() => undefined);
    return drained;
  };
}

interface Worker {
  readonly parts: Required<Pick<RunnerOptions, 'pgPool' | 'events'>>;
  /** The last id under which it worked. */
  id(): string | undefined;
  /** Of our own, as the worker does not wait until the connections of its own are closed. */
  readonly connections: JobPool;
  onError(error: Error): void;
}

function openWorker({ systemUrl, log }: JobRunnerOptions, max: number): Worker {
  const onError = (error: Error): void => log.warn({ err: error }, 'job queue');
  const events: WorkerEvents = new EventEmitter();
  let last: string | undefined;
  const connections = openJobPool(systemUrl, {
    max,
    onError,
    onConnect: async (client) => {
      if (last !== undefined) await bearName(client, last);
    },
  });
  events.on('pool:create', ({ workerPool }) => {
    last = workerPool.id;
    // Of the connections that were made before, one is enough: this comes before the worker looks for its first job.
    bearName(connections.pool, last).catch(onError);
  });
  return { parts: { pgPool: connections.pool, events }, id: () => last, connections, onError };
}

const RESTART_AFTER_MS = 1_000;
/** So long may a worker that has stopped take to write down how its last jobs ended. */
const RECORD_MS = 2_000;
const MIGRATED_MEANWHILE = 57;

/** Keeps a worker running: one that ends by itself, as when its queue is migrated or its database gone, is started again. */
function supervise(begin: () => Promise<Runner>, onError: (error: Error) => void): { start(): void; stop(): Promise<void> } {
  const stopping = new AbortController();
  let runner: Runner | undefined;
  let supervision: Promise<void> | undefined;

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        runner = await begin();
        const ended = endOf(runner);
        if (stopping.signal.aborted) runner.stop().catch(() => undefined);
        await ended;
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
      }
      // The worker ends itself when it hears of a migration, be it of another service's queue, and means the process to end too.
      if (process.exitCode === MIGRATED_MEANWHILE) process.exitCode = 0;
      await pause(RESTART_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    start: () => void (supervision ??= keepRunning()),
    async stop() {
      stopping.abort();
      // It may have ended by itself a moment ago, which is as good.
      runner?.stop().catch(() => undefined);
      await supervision;
    },
  };
}

/**
 * Resolves or rejects when a worker has ended. Once the end of a job could not be written down, the worker counts wrongly what it has yet
 * to write, and its own promise may never settle: then it is over when its jobs are, and it has had time to write of them.
 */
async function endOf({ promise, events }: Runner): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  async function giveTime({ workerPool }: { workerPool: WorkerPool }): Promise<void> {
    await Promise.allSettled(workerPool._workers.map((worker) => worker.promise));
    timer = setTimeout(resolve, RECORD_MS);
  }
  const onShutdown = (event: { workerPool: WorkerPool }): void => void giveTime(event);
  events.on('pool:gracefulShutdown', onShutdown);
  try {
    await Promise.race([promise, over]);
  } finally {
    events.off('pool:gracefulShutdown', onShutdown);
    clearTimeout(timer);
  }
}

async function enqueue(manifest: ServiceManifest, tx: Transaction, job: string, payload: object, options: JobOptions = {}): Promise<void> {
  if (!(job in manifest.jobs)) throw new Error(`${manifest.name} has no job ${job}`);
  await tx.execute(
    sql`select enqueue_job(${job}, ${JSON.stringify(payload)}::json, ${options.runAt?.toISOString() ?? null}::timestamptz,
      ${options.key ?? null}, ${options.maxAttempts ?? DEFAULT_ATTEMPTS}::int)`.compile(query),
  );
}

function taskList({ manifest, contextFor }: JobRunnerOptions, jobs: ServiceManifest['jobs'], onRun: () => void): TaskList {
  const entries = Object.entries(jobs).map(([name, job]) => [
    name,
    async (payload: unknown, helpers: { job: { id: string }; abortSignal: AbortSignal }) => {
      onRun();
      await job.run(contextFor(`job:${manifest.name}:${helpers.job.id}`), (payload ?? {}) as Record<string, unknown>, helpers.abortSignal);
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
    // It means well: but jobs bring connections of their own, and those of the queue only take them and write down their end.
    if (message.includes('smaller than concurrency')) return;
    if (level === 'error' || level === 'warning') log.warn({ detail: message }, 'job queue');
  });
}
