import { AsyncLocalStorage } from 'node:async_hooks';

/** A background worker that runs while there is work, then waits to be woken or for its interval. */
export interface Loop {
  /** There may be work. */
  wake(): void;
  start(): void;
  /** Waits for the step under way, then runs no more. */
  stop(): Promise<void>;
  /** Runs steps now until one finds nothing to do; errors are thrown. Also works on a loop that was never started. */
  drain(): Promise<boolean>;
}

export interface LoopOptions {
  readonly intervalMs?: number;
  readonly onError: (error: unknown) => void;
}

/** After failures in a row the interval doubles up to this; whoever wakes the loop meanwhile does not hasten it. */
const MAX_PAUSE_MS = 5_000;

/** `step` answers whether it did something; it never runs twice at once in this process. */
// oxlint-disable-next-line eslint/max-lines-per-function -- one closure over the loop's state; its parts are short
export function createLoop(step: () => Promise<boolean>, { intervalMs = 1_000, onError }: LoopOptions): Loop {
  let running: Promise<boolean> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let active = false;
  let woken = false;
  let failures = 0;

  async function exclusively(): Promise<boolean> {
    while (running) await running.catch(() => false);
    running = step();
    try {
      return await running;
    } finally {
      running = undefined;
    }
  }

  async function turn(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    let failed = false;
    do {
      woken = false;
      try {
        while (active && (await exclusively()));
      } catch (error) {
        failed = true;
        onError(error);
      }
    } while (active && woken && !failed);
    turning = undefined;
    failures = failed ? failures + 1 : 0;
    const pauseMs = failed ? Math.min(intervalMs * 2 ** (failures - 1), Math.max(intervalMs, MAX_PAUSE_MS)) : intervalMs;
    if (active) timer = setTimeout(beginTurn, pauseMs).unref();
  }

  let turning: Promise<void> | undefined;
  // Whoever wakes the loop may hold a transaction; the loop's own work must not count as part of it.
  const detached = AsyncLocalStorage.snapshot();

  function beginTurn(): void {
    if (active && !turning) turning = detached(turn);
  }

  function wake(): void {
    woken = true;
    if (failures === 0) beginTurn();
  }

  return {
    wake,
    start() {
      active = true;
      failures = 0;
      wake();
    },
    async stop() {
      active = false;
      clearTimeout(timer);
      await turning;
    },
    async drain() {
      let worked = false;
      while (await exclusively()) worked = true;
      return worked;
    },
  };
}
