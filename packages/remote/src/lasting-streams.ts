/** Streams that go on for as long as somebody listens: when the process is about to end, they end, and are resumed elsewhere. */
export class LastingStreams {
  readonly #open = new Set<AbortController>();
  readonly #draining: () => boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(draining: () => boolean) {
    this.#draining = draining;
  }

  /** Keeps an eye on a stream until it is over. */
  add(stream: AbortController): void {
    this.#open.add(stream);
    stream.signal.addEventListener('abort', () => this.#remove(stream), { once: true });
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  #look(): void {
    if (!this.#draining()) return;
    for (const stream of this.#open) stream.abort();
  }

  #remove(stream: AbortController): void {
    this.#open.delete(stream);
    if (this.#open.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

const LOOK_EVERY_MS = 250;
