import type { Visit } from './visit.ts';

const LOOK_EVERY_MS = 250;

/** The requests under way. One timer for all of them tells the clients whose deadline has passed. */
export class UnderWay {
  readonly #visits = new Set<Visit>();
  readonly #timer: NodeJS.Timeout;

  /** `expire` is called with visits past their deadline that have no answer yet. */
  constructor(expire: (visit: Visit) => void) {
    this.#timer = setInterval(() => this.#look(expire), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  add(visit: Visit): void {
    this.#visits.add(visit);
  }

  remove(visit: Visit): void {
    this.#visits.delete(visit);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(expire: (visit: Visit) => void): void {
    const now = Date.now();
    for (const visit of this.#visits) if (visit.deadline <= now && !visit.reply.sent) expire(visit);
  }
}
