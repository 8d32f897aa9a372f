import { problem, type FieldFault } from '@kabinet/problem';
import { Worker } from 'node:worker_threads';

export interface CsafValidator {
  /**
   * The faults of a CSAF 2.0 document against its schema and the mandatory tests; empty when it is valid.
   * @throws `advisory_too_complex` when the check exceeds its time or memory, `unavailable` when it cannot begin in time.
   */
  check(text: string, deadline: number): Promise<FieldFault[]>;
  close(): Promise<void>;
}

export interface ValidatorLimits {
  /** For one document, once its turn has come. */
  readonly checkMs: number;
  /** The thread, and the hundred megabytes that the library takes, go after so long without work. */
  readonly idleMs: number;
}

/** Of the documents seen, those with ten thousand product versions need less than half of either. */
const LIMITS: ValidatorLimits = { checkMs: 5_000, idleMs: 60_000 };
const MEMORY = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 };

/**
 * One thread that can be ended: some of the library's tests take exponential time on hostile documents (a chain of two dozen
 * relationships in 6.1.3), and nothing else stops them.
 */
export function createCsafValidator(limits: ValidatorLimits = LIMITS): CsafValidator {
  let thread: ValidatorThread | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  async function rest(): Promise<void> {
    clearTimeout(idle);
    await thread?.end();
    thread = undefined;
  }
  async function checkNow(text: string, deadline: number): Promise<FieldFault[]> {
    clearTimeout(idle);
    if (!thread?.usable) thread = new ValidatorThread();
    try {
      return await thread.check(text, deadline, limits.checkMs);
    } finally {
      idle = setTimeout(() => void rest(), limits.idleMs).unref();
    }
  }
  return {
    check(text, deadline) {
      const answer = turn.then(() => checkNow(text, deadline));
      turn = answer.catch(() => undefined);
      return answer;
    },
    close: rest,
  };
}

class ValidatorThread {
  readonly #worker = new Worker(new URL('./validator-worker.ts', import.meta.url), { resourceLimits: MEMORY, stderr: true });
  readonly #ready = Promise.withResolvers<void>();
  #answer = Promise.withResolvers<FieldFault[]>();
  #usable = true;

  constructor() {
    this.#worker.on('message', (message: 'ready' | FieldFault[]) =>
      message === 'ready' ? this.#ready.resolve() : this.#answer.resolve(message),
    );
    this.#worker.on('error', (error) => this.#fail(isOutOfMemory(error) ? problem('advisory_too_complex') : error));
    this.#worker.on('exit', () => this.#fail(problem('advisory_too_complex')));
    // Nobody may be waiting when the thread ends idle.
    this.#ready.promise.catch(() => undefined);
    this.#answer.promise.catch(() => undefined);
    // A portal that stops does not wait for it.
    this.#worker.unref();
  }

  get usable(): boolean {
    return this.#usable;
  }

  async check(text: string, deadline: number, checkMs: number): Promise<FieldFault[]> {
    await this.#begun(deadline);
    this.#answer = Promise.withResolvers();
    const timer = setTimeout(() => void this.end(), Math.min(checkMs, Math.max(0, deadline - Date.now())));
    this.#worker.postMessage(text);
    try {
      return await this.#answer.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A thread that is late stays: the next document finds it loaded. */
  async #begun(deadline: number): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(problem('unavailable')), Math.max(0, deadline - Date.now()));
    try {
      await Promise.race([this.#ready.promise, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async end(): Promise<void> {
    this.#usable = false;
    await this.#worker.terminate();
  }

  #fail(reason: unknown): void {
    this.#usable = false;
    this.#ready.reject(reason);
    this.#answer.reject(reason);
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
