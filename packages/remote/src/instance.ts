import { problem } from '@kabinet/problem';
import { Pool, type Dispatcher } from 'undici';
import { isIPv6, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { receive, type RawAnswer } from './answer.ts';
import { CallFailure, connectionFailure } from './failure.ts';
import { HEADERS } from './wire.ts';

export interface RawRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  /** Text, or an upload: then the deadline counts from its end. */
  readonly body: string | Readable;
  /** Milliseconds since the epoch: when the answer must have begun. */
  readonly deadline: number;
  /** Whether the answer is a stream, or the request: those may last, and must not hold up the calls. */
  readonly streams: boolean;
}

const CONNECTIONS = 128;
/** Streams have connections of their own: a hundred downloads leave room for the calls. */
const STREAM_CONNECTIONS = 4_096;
/** Without a byte of a stream that is waited for. */
const STREAM_SILENCE_MS = 60_000;
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
  readonly deadline: () => number;
  readonly startedAt: number;
  fail(error: Error): void;
  /** Whether nothing of it has been sent yet. */
  notBegun(): boolean;
}

export interface InstanceOptions {
  readonly url: string;
  /** Where its host is: connections go there and nowhere else. */
  readonly address: string;
  /** For logs and reasons. */
  readonly name: string;
  readonly onChange: (open: boolean) => void;
}

/**
 * One process of a service, at one address. Its circuit opens when it fails three times in a row, or when it is silent for a
 * second while calls wait and then does not say that it lives: within 2 s in all. While it is open nothing is sent but the
 * question whether it lives, and one good answer closes it.
 */
export class Instance {
  readonly name: string;
  readonly #pool: Pool;
  readonly #streams: Pool;
  readonly #onChange: (open: boolean) => void;
  readonly #flights = new Set<Flight>();
  readonly #timer: NodeJS.Timeout;
  #heardAt = 0;
  #failures = 0;
  #open = false;
  #drainingUntil = 0;
  #probing = false;
  #onLeft: (() => void) | undefined;

  constructor(options: InstanceOptions) {
    this.name = options.name;
    this.#onChange = options.onChange;
    this.#pool = openPool(options, CONNECTIONS, 0);
    this.#streams = openPool(options, STREAM_CONNECTIONS, STREAM_SILENCE_MS);
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
    if (this.#open) throw new CallFailure(`${this.name}: does not answer`, { notBegun: true });
    try {
      const { path, headers, body, deadline, streams } = request;
      const answer = await this.#exchange({ path, headers, body, method: 'POST' }, deadline, streams ? this.#streams : this.#pool);
      this.#heard(answer);
      return answer;
    } catch (error) {
      // An upload breaks off where its sender goes away: that says nothing of the process.
      if (error instanceof CallFailure && typeof request.body === 'string') this.#failed();
      throw error;
    }
  }

  /** Its address is gone, so nobody sends it anything any more. What is under way goes on, watched as before, then `left` is told. */
  leave(left: () => void): void {
    this.#onLeft = left;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([this.#pool.destroy(), this.#streams.destroy()]);
  }

  #exchange(request: Dispatcher.DispatchOptions, deadline: number, pool = this.#pool): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      let controller: Dispatcher.DispatchController | undefined;
      const end = (settle: () => void): void => {
        this.#flights.delete(flight);
        settle();
      };
      const flight: Flight = {
        deadline: request.body instanceof Readable ? afterEnd(request.body, deadline) : () => deadline,
        startedAt: Date.now(),
        fail: (error) => {
          end(() => reject(error));
          controller?.abort(error);
        },
        notBegun: () => controller === undefined,
      };
      this.#flights.add(flight);
      const received = receive(
        (answer) => end(() => resolve(answer)),
        (error) => end(() => reject(connectionFailure(this.name, error))),
      );
      pool.dispatch(request, {
        ...received,
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
    for (const flight of this.#flights) flight.fail(new CallFailure(`${this.name}: does not answer`, { notBegun: flight.notBegun() }));
  }

  #look(): void {
    if (this.#onLeft && this.#flights.size === 0) return this.#end(this.#onLeft);
    const now = Date.now();
    let oldest = now;
    for (const flight of this.#flights) {
      if (flight.deadline() <= now) flight.fail(problem('deadline_exceeded', { reason: `${this.name} did not answer in time` }));
      else oldest = Math.min(oldest, flight.startedAt);
    }
    const silent = now - Math.max(oldest, this.#heardAt) >= SILENCE_MS;
    if ((silent || this.#open) && !this.#probing) void this.#probe();
  }

  /** Streams of it may last on: their pool closes after them. */
  #end(left: () => void): void {
    clearInterval(this.#timer);
    void Promise.all([this.#pool.close(), this.#streams.close()]).then(left, left);
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

/** Nobody can answer before an upload has come: the time left counts from its end. Its sender is watched where he sends it. */
function afterEnd(upload: Readable, deadline: number): () => number {
  const allowance = deadline - Date.now();
  let end = Number.POSITIVE_INFINITY;
  upload.once('end', () => (end = Date.now() + allowance));
  return () => end;
}

/** The URL keeps its host, which TLS and proxies ask for. */
function openPool({ url, address }: InstanceOptions, connections: number, bodyTimeout: number): Pool {
  const family = isIPv6(address) ? 6 : 4;
  const lookup: LookupFunction = (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family));
  return new Pool(url, {
    connections,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup },
    // Deadlines are kept here, for all calls by one timer.
    headersTimeout: 0,
    bodyTimeout,
    allowH2: false,
  });
}
