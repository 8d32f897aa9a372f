import { problem } from '@kabinet/problem';
import { Readable } from 'node:stream';
import type { NotificationsContext } from '../context.ts';
import { HEARTBEAT } from '../domain/live-event.ts';

/** Somebody who listens. */
export interface LiveStream {
  readonly userId: string;
  /** In whose name, and with whose rights, what comes is read. */
  readonly context: NotificationsContext;
  write(text: string): void;
}

/** The open streams of each person. */
export type Listeners = ReadonlyMap<string, ReadonlySet<LiveStream>>;
/** Looks for what has come, and tells it to those whom it concerns. `seen` is what it looked at before, by id: when it was published. */
export type Look = (listeners: Listeners, seen: Map<string, string>) => Promise<void>;

/** Of one person in one process. */
const MOST_OF_A_USER = 6;
const LOOK_EVERY_MS = 1_000;
/** Well below the silence after which gateways and proxies give a connection up. */
const HEARTBEAT_MS = 20_000;
/** Then a stream ends, and its reader comes back, perhaps to another process: streams even out. */
const LIFE_MS = 30 * 60_000;
/** Who does not read is let go: nothing of theirs is kept here for long. */
const LONGEST_BACKLOG = 65_536;

/**
 * The open streams of this process. One look a second serves all of them, however many there are, and none costs nothing. What has come
 * is read from the database, so that it does not matter which process wrote it.
 */
export class LiveStreams {
  readonly #byUser = new Map<string, Set<LiveStream>>();
  readonly #readables = new Map<LiveStream, Readable>();
  readonly #seen = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  /** Opens a stream for the caller of `context`. Throws `too_many_streams`. */
  open(context: NotificationsContext, userId: string, look: Look, signal: AbortSignal): { stream: LiveStream; readable: Readable } {
    const own = this.#byUser.get(userId) ?? new Set();
    if (own.size >= MOST_OF_A_USER) throw problem('too_many_streams', { params: { limit: MOST_OF_A_USER } });
    const readable = new Readable({ read: () => undefined, highWaterMark: LONGEST_BACKLOG });
    const stream = { userId, context, write: (text: string) => write(readable, text) };
    this.#byUser.set(userId, own.add(stream));
    this.#readables.set(stream, readable);
    const beat = setInterval(() => stream.write(HEARTBEAT), HEARTBEAT_MS).unref();
    const life = setTimeout(() => end(readable), LIFE_MS * (0.9 + Math.random() / 5)).unref();
    signal.addEventListener('abort', () => end(readable), { once: true });
    if (signal.aborted) end(readable);
    readable.once('close', () => {
      clearInterval(beat);
      clearTimeout(life);
      this.#remove(stream);
    });
    this.#timer ??= setInterval(() => void this.#look(look), LOOK_EVERY_MS).unref();
    return { stream, readable };
  }

  /** Ends all of them: the process is about to stop. */
  close(): void {
    for (const readable of this.#readables.values()) end(readable);
  }

  async #look(look: Look): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      await look(this.#byUser, this.#seen);
    } finally {
      this.#looking = false;
    }
  }

  #remove(stream: LiveStream): void {
    const own = this.#byUser.get(stream.userId);
    own?.delete(stream);
    if (own?.size === 0) this.#byUser.delete(stream.userId);
    this.#readables.delete(stream);
    if (this.#readables.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

function write(readable: Readable, text: string): void {
  if (readable.readableEnded || readable.destroyed || isEnding.has(readable)) return;
  if (readable.readableLength > LONGEST_BACKLOG) readable.destroy(new Error('the reader of a live stream does not read'));
  else readable.push(text);
}

const isEnding = new WeakSet<Readable>();

/** The reader is told all that was written, and then that there is no more. */
function end(readable: Readable): void {
  if (isEnding.has(readable) || readable.destroyed) return;
  isEnding.add(readable);
  readable.push(null);
}
