import { fontFiles } from './fonts.ts';
import { Lane } from './lane.ts';
import { RenderError } from './render-error.ts';
import { checkTemplate, type TemplateFiles } from './template-files.ts';

export interface RendererOptions {
  /** Fonts that templates may use besides those inside the compiler; IBM Plex Sans unless given. */
  readonly fontsDirectory?: string;
  /** For one document, once the compiler is running. */
  readonly timeoutMs?: number;
  /** Of resident memory, for each process. */
  readonly memoryMb?: number;
  readonly processes?: number;
  /** Documents that may wait; above it `busy` is answered. */
  readonly queueLimit?: number;
}

export interface RenderJob {
  readonly template: TemplateFiles;
  /** Anything JSON; the template reads it as `json("/data.json")`. */
  readonly data: unknown;
  /** The template finds it as `sys.inputs.locale`. */
  readonly locale: 'ru' | 'en';
  /** Stands in the PDF as the time of its creation, to the second. */
  readonly createdAt: Date;
  /**
   * Whether the PDF tells those who hear it what is a heading and what a cell, which is so unless switched off: of a table, tags take more
   * memory and room than its text.
   */
  readonly tagged?: boolean;
  /** Whether its compiler ends with it, and with that what it has grown to: the next one gets another. */
  readonly isLast?: boolean;
  readonly signal?: AbortSignal;
}

/** Makes PDF/A-2b documents of Typst templates, in processes of their own that can be killed. */
export interface Renderer {
  /**
   * The same job gives the same bytes, whichever process renders it.
   * @throws {RenderError}, or the reason of `job.signal`.
   */
  render(job: RenderJob): Promise<Uint8Array>;
  /** Of the compilers that run now: for measuring. */
  processIds(): number[];
  /** Ends the processes; documents that wait or are being rendered fail with `closed`. */
  close(): Promise<void>;
}

interface Waiting extends PromiseWithResolvers<Uint8Array> {
  readonly job: RenderJob;
  readonly leave: () => void;
}

/** Starts nothing yet: a process is started by the first document that needs it, and again after it was killed. */
export function createRenderer(options: RendererOptions = {}): Renderer {
  return new QueueingRenderer(options);
}

class QueueingRenderer implements Renderer {
  readonly #lanes: readonly Lane[];
  readonly #queue: Waiting[] = [];
  readonly #queueLimit: number;
  readonly #timeoutMs: number;
  #closed = false;

  constructor({ fontsDirectory, timeoutMs = 10_000, memoryMb = 512, processes = 1, queueLimit = 200 }: RendererOptions) {
    const settings = { fonts: fontFiles(fontsDirectory), memoryMb, parent: process.pid };
    this.#lanes = Array.from({ length: processes }, () => new Lane(settings));
    this.#queueLimit = queueLimit;
    this.#timeoutMs = timeoutMs;
  }

  async render(job: RenderJob): Promise<Uint8Array> {
    job.signal?.throwIfAborted();
    if (this.#closed) throw new RenderError('closed', 'The renderer is closed');
    if (this.#queue.length >= this.#queueLimit) throw new RenderError('busy', `${this.#queue.length} documents are waiting`);
    checkTemplate(job.template);
    return this.#enqueue(job);
  }

  processIds(): number[] {
    return this.#lanes.flatMap((lane) => lane.pid ?? []);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const reason = new RenderError('closed', 'The renderer is closed');
    for (const waiting of this.#queue.splice(0)) {
      waiting.job.signal?.removeEventListener('abort', waiting.leave);
      waiting.reject(reason);
    }
    await Promise.all(this.#lanes.map((lane) => lane.stop(reason)));
  }

  #enqueue(job: RenderJob): Promise<Uint8Array> {
    const leave = () => {
      this.#queue.splice(this.#queue.indexOf(waiting), 1);
      waiting.reject(job.signal?.reason);
    };
    const waiting: Waiting = { ...Promise.withResolvers<Uint8Array>(), job, leave };
    job.signal?.addEventListener('abort', leave, { once: true });
    this.#queue.push(waiting);
    this.#dispatch();
    return waiting.promise;
  }

  #dispatch(): void {
    for (const lane of this.#lanes) {
      if (lane.busy) continue;
      const waiting = this.#queue.shift();
      if (!waiting) return;
      waiting.job.signal?.removeEventListener('abort', waiting.leave);
      void this.#work(lane, waiting);
    }
  }

  async #work(lane: Lane, waiting: Waiting): Promise<void> {
    const { template, data, locale, createdAt, tagged = true, signal } = waiting.job;
    lane.busy = true;
    try {
      const timestamp = Math.floor(createdAt.getTime() / 1000);
      const job = { template, data: JSON.stringify(data ?? null), locale, timestamp, tagged };
      waiting.resolve(await lane.compile(job, this.#timeoutMs, signal));
    } catch (error) {
      waiting.reject(error);
    } finally {
      if (waiting.job.isLast === true) await lane.stop(new RenderError('closed', 'A compiler ends with its document'));
      lane.busy = false;
      this.#dispatch();
    }
  }
}
