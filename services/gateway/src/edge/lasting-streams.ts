import type { Principal } from '@kabinet/contract/principal';

interface Listener {
  readonly stream: AbortController;
  readonly userId: string;
  readonly sessionId: string;
}

/** An end that a stream may have missed that was just being opened. */
interface RecentEnd {
  readonly userId: string;
  readonly sessionId: string | undefined;
  readonly at: number;
}

/** Longer than a stream takes to be opened. */
const REMEMBERED_MS = 15_000;

/**
 * The streams of this process that go on for as long as somebody listens. They end with the session in whose name they were opened, and
 * when rights change, as what they tell was decided by the rights of their beginning: whoever may still listen comes back.
 */
export class LastingStreams {
  readonly #listeners = new Set<Listener>();
  #ends: RecentEnd[] = [];
  #isClosed = false;

  /** Keeps a stream until it is over; `since` is when its request came, milliseconds since the epoch. */
  add(stream: AbortController, principal: Principal, since: number): void {
    if (principal.kind !== 'user') return;
    const listener = { stream, userId: principal.id, sessionId: principal.session_id };
    this.#listeners.add(listener);
    stream.signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
    if (this.#isClosed || this.#ends.some((end) => end.at >= since && concerns(end, listener))) stream.abort();
  }

  /** Of one session of a user, or of all. */
  endUser(userId: string, sessionId?: string): void {
    const now = Date.now();
    const end = { userId, sessionId, at: now };
    this.#ends = [...this.#ends.filter(({ at }) => now - at < REMEMBERED_MS), end];
    for (const listener of this.#listeners) if (concerns(end, listener)) listener.stream.abort();
  }

  endAll(): void {
    for (const { stream } of this.#listeners) stream.abort();
  }

  /** Ends all, and whatever is opened from now on: nobody would ever be done with them. */
  close(): void {
    this.#isClosed = true;
    this.endAll();
  }
}

function concerns({ userId, sessionId }: RecentEnd, listener: Listener): boolean {
  return userId === listener.userId && (sessionId === undefined || sessionId === listener.sessionId);
}
