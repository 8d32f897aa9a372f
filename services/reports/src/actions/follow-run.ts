import type { ReportsContext } from '../context.ts';
import type { Job } from '../domain/job.ts';
import { updateRun } from '../queries/job.ts';

/** How far the making of a report has come, written down while it goes on. */
export interface Run {
  /** Aborts when the report is not wanted any more, another process has taken it, or this one stops. */
  readonly signal: AbortSignal;
  /** How many rows there will be, as far as anybody knows. */
  expect(total: number | null): void;
  /** One row more. */
  step(): void;
  rows(): number;
  /** Whether it is still for this run to say how the report ends. */
  isOurs(): boolean;
  end(): Promise<void>;
}

/** How late a cancel is noticed, and how old the progress is that is shown. */
const LOOK_MS = 1_000;

/** `stopping` aborts when the process is to end. */
export function followRun(context: ReportsContext, { run_id }: Job, stopping: AbortSignal | undefined): Run {
  const gone = new AbortController();
  let [rows, total]: [number, number | null] = [0, null];
  let writing: Promise<void> | undefined;

  async function look(): Promise<void> {
    const isWanted = await updateRun(context.renew().system, run_id ?? '', { rows, total });
    if (!isWanted) gone.abort();
  }
  // One that cannot be written is as good as late: the next one says more.
  const timer = setInterval(
    () =>
      void (writing ??= look()
        .catch(warn)
        .finally(() => (writing = undefined))),
    LOOK_MS,
  );
  function warn(error: unknown): void {
    context.log.warn({ err: error }, 'the progress of a report was not written down');
  }

  return {
    signal: stopping ? AbortSignal.any([gone.signal, stopping]) : gone.signal,
    expect: (count) => void (total = count),
    step: () => void (rows += 1),
    rows: () => rows,
    isOurs: () => !gone.signal.aborted,
    async end() {
      clearInterval(timer);
      await writing;
    },
  };
}
