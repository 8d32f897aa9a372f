import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream';
import { streams } from './api.ts';
import { isApiProblem } from './problem.ts';

export interface LiveHearers {
  /** Whether what comes is told from now on. */
  readonly opened: (isOpen: boolean) => unknown;
  readonly unread: (count: number) => unknown;
  /** Something new stands in the list. */
  readonly arrived: () => unknown;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Follows the person's notifications by server-sent events, over `fetch`, as `EventSource` cannot send a token. Only a page that is
 * looked at holds a connection: browsers allow few to one host. Who was away is told what came meanwhile.
 */
export class LiveNotifications {
  readonly #hearers: LiveHearers;
  #isOpen = false;
  #lastEventId: string | undefined;

  constructor(hearers: LiveHearers) {
    this.#hearers = hearers;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Follows while the page is looked at; answers how to stop. */
  follow(): () => void {
    const stopped = new AbortController();
    void this.#keepListening(stopped.signal);
    return () => stopped.abort();
  }

  async #keepListening(stopped: AbortSignal): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    while (!stopped.aborted) {
      await untilShown(stopped);
      try {
        await this.#listen(whileShown(stopped));
      } catch (error) {
        // Whoever looks with a customer's eyes is told nothing live, and will not be.
        if (isApiProblem(error, 'forbidden', 'view_only')) return;
      }
      wait = this.#isOpen ? FIRST_PAUSE_MS : Math.min(wait * 2, LONGEST_PAUSE_MS);
      this.#become(false);
      await pause(wait * (0.5 + Math.random()), stopped);
    }
  }

  /** Until the stream ends; rejects when there is none, or it breaks off. */
  async #listen(signal: AbortSignal): Promise<void> {
    const from = this.#lastEventId === undefined ? {} : { lastEventId: this.#lastEventId };
    const bytes = await streams.notifications.streamNotifications({}, { signal, ...from });
    const reader = bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#become(true);
      this.#hear(value);
    }
  }

  #become(isOpen: boolean): void {
    if (this.#isOpen === isOpen) return;
    this.#isOpen = isOpen;
    this.#hearers.opened(isOpen);
  }

  #hear({ id, event, data }: EventSourceMessage): void {
    if (id !== undefined) this.#lastEventId = id;
    if (event === 'unread') this.#hearers.unread((JSON.parse(data) as { unread: number }).unread);
    else this.#hearers.arrived();
  }
}

/** Aborted when the page is out of sight, and when nobody follows any more. */
function whileShown(stopped: AbortSignal): AbortSignal {
  const hidden = new AbortController();
  document.addEventListener('visibilitychange', () => hidden.abort(), { once: true, signal: stopped });
  return AbortSignal.any([stopped, hidden.signal]);
}

function untilShown(stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === 'hidden' && !stopped.aborted) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    stopped.addEventListener('abort', look, { once: true });
    look();
  });
}

/** Also over at once when the page is looked at again, or nobody follows any more. */
function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', done);
      resolve();
    }
    document.addEventListener('visibilitychange', done);
    stopped.addEventListener('abort', done, { once: true });
  });
}
