import { problem } from '@kabinet/problem';
import { Pool, type Dispatcher } from 'undici';
import { CallFailure, connectionFailure } from './failure.ts';
import { HEADERS } from './wire.ts';

/** What a process answered, as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

export interface RawRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

const CONNECTIONS = 128;
const CONNECT_TIMEOUT_MS = 1_000;
/** Idle connections end here before the peer ends them: a call is never written into one that is just being closed. */
const IDLE_MS = 4_000;
const LOOK_EVERY_MS = 250;
/** So long may a process say nothing while calls wait before it is asked whether it is alive. */
const SILENCE_MS = 1_000;
const PROBE_TIMEOUT_MS = 700;
const FAILURES_TO_OPEN = 3;
/** A process that is about to end is gone, and may be back, by then. */
const DRAIN_MS = 10_000;

/** One call on its way. */
interface Flight {
  readonly deadline: number;
  readonly startedAt: number;
  fail(error: Error): void;
  /** Whether nothing of it has been sent yet. */
  notBegun(): boolean;
}

/**
 * One process of a service, at one address. Its circuit opens when it fails three times in a row, or when it is silent for a
 * second while calls wait and then does not say that it lives: within 2 s in all. While it is open nothing is sent but the
 * question whether it lives, and one good answer closes it.
 */
export class Instance {
  readonly url: string;
  readonly #pool: Pool;
  readonly #onChange: (open: boolean) => void;
  readonly #flights = new Set<Flight>();
  readonly #timer: NodeJS.Timeout;
  #heardAt = 0;
  #failures = 0;
  #open = false;
  #drainingUntil = 0;
  #probing = false;

  constructor(url: string, onChange: (open: boolean) => void) {
    this.url = url;
    this.#onChange = onChange;
    this.#pool = new Pool(url, {
      connections: CONNECTIONS,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MS,
      connect: { timeout: CONNECT_TIMEOUT_MS },
      // Deadlines are kept here, for all calls by one timer.
      headersTimeout: 0,
      bodyTimeout: 0,
      allowH2: false,
    });
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Whether calls should go elsewhere if they can: the process does not answer, or is about to end. */
  get avoided(): boolean {
    return this.#open || this.#drainingUntil > Date.now();
  }

  get open(): boolean {
    return this.#open;
  }

  /** Rejects with a `CallFailure`, or with `deadline_exceeded`. */
  async send(request: RawRequest): Promise<RawAnswer> {
    if (this.#open) throw new CallFailure(`${this.url}: does not answer`, { notBegun: true });
    try {
      const answer = await this.#exchange({ ...request, method: 'POST' }, request.deadline);
      this.#heard(answer);
      return answer;
    } catch (error) {
      if (error instanceof CallFailure) this.#failed();
      throw error;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#pool.destroy();
  }

  #exchange(request: Dispatcher.DispatchOptions, deadline: number): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      let controller: Dispatcher.DispatchController | undefined;
      const end = (settle: () => void): void => {
        this.#flights.delete(flight);
        settle();
      };
      const flight: Flight = {
        deadline,
        startedAt: Date.now(),
        fail: (error) => {
          end(() => reject(error));
          controller?.abort(error);
        },
        notBegun: () => controller === undefined,
      };
      this.#flights.add(flight);
      const collected = collect(
        (answer) => end(() => resolve(answer)),
        (error) => end(() => reject(connectionFailure(this.url, error))),
      );
      this.#pool.dispatch(request, {
        ...collected,
        onRequestStart: (started) => {
          controller = started;
          if (!this.#flights.has(flight)) started.abort(new CallFailure('given up before it was sent', { notBegun: true }));
        },
      });
    });
  }

  #heard({ headers }: RawAnswer): void {
    this.#heardAt = Date.now();
    this.#failures = 0;
    if (headers[HEADERS.draining] !== undefined) this.#drainingUntil = this.#heardAt + DRAIN_MS;
  }

  #failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES_TO_OPEN) this.#setOpen(true);
  }

  #setOpen(open: boolean): void {
    if (this.#open === open) return;
    this.#open = open;
    this.#failures = 0;
    this.#onChange(open);
    if (!open) return;
    for (const flight of this.#flights) flight.fail(new CallFailure(`${this.url}: does not answer`, { notBegun: flight.notBegun() }));
  }

  #look(): void {
    const now = Date.now();
    let oldest = now;
    for (const flight of this.#flights) {
      if (flight.deadline <= now) flight.fail(problem('deadline_exceeded', { reason: `${this.url} did not answer in time` }));
      else oldest = Math.min(oldest, flight.startedAt);
    }
    const silent = now - Math.max(oldest, this.#heardAt) >= SILENCE_MS;
    if ((silent || this.#open) && !this.#probing) void this.#probe();
  }

  /** A slow operation is no reason to think that its process is dead: `/livez` costs it nothing to answer. */
  async #probe(): Promise<void> {
    this.#probing = true;
    try {
      const deadline = Date.now() + PROBE_TIMEOUT_MS;
      const answer = await this.#exchange({ path: '/livez', method: 'GET', headers: {} }, deadline);
      this.#heard(answer);
      this.#setOpen(answer.status !== 200);
    } catch {
      this.#setOpen(true);
    } finally {
      this.#probing = false;
    }
  }
}

function collect(resolve: (answer: RawAnswer) => void, reject: (error: Error) => void): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let head: Omit<RawAnswer, 'bytes'> = { status: 0, headers: {} };
  return {
    onResponseStart(_controller, status, headers) {
      if (status >= 200) head = { status, headers };
    },
    onResponseData(_controller, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      const [only] = chunks;
      resolve({ ...head, bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks) });
    },
    onResponseError(_controller, error) {
      reject(error);
    },
  };
}
