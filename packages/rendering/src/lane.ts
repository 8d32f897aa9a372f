import { CompilerProcess } from './compiler-process.ts';
import type { CompilerJob, CompilerSettings } from './compiler-protocol.ts';

/** One place where documents are rendered, one after the other: a compiler that is started when needed, and anew after its end. */
export class Lane {
  readonly #settings: CompilerSettings;
  #compiler: CompilerProcess | null = null;
  /** Set by who hands out the work. */
  busy = false;

  constructor(settings: CompilerSettings) {
    this.#settings = settings;
  }

  get pid(): number | undefined {
    return this.#compiler?.usable ? this.#compiler.pid : undefined;
  }

  /** As `CompilerProcess.compile`. */
  compile(job: CompilerJob, timeoutMs: number, signal?: AbortSignal): Promise<Uint8Array> {
    if (!this.#compiler?.usable) this.#compiler = new CompilerProcess(this.#settings);
    return this.#compiler.compile(job, timeoutMs, signal);
  }

  /** Ends the compiler, if there is one; a job in flight fails with `reason`. */
  async stop(reason: unknown): Promise<void> {
    this.#compiler?.kill(reason);
    await this.#compiler?.ended;
  }
}
