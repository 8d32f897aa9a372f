import { CompilerProcess } from './compiler-process.ts';
import type { CompilerJob, CompilerSettings } from './compiler-protocol.ts';
import { RenderError } from './render-error.ts';

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
    return this.#compiler?.pid;
  }

  /** Settles after the process, if it had to be ended, is gone: so its memory is free before the next one starts. */
  async compile(job: CompilerJob, timeoutMs: number, signal?: AbortSignal): Promise<Uint8Array> {
    const compiler = this.#start();
    try {
      return await compiler.compile(job, timeoutMs, signal);
    } catch (error) {
      const survives = error instanceof RenderError && error.kind === 'template_error';
      if (!survives) await this.stop(error);
      throw error;
    }
  }

  /** Ends the compiler, if there is one; a job in flight fails with `reason`. */
  async stop(reason: unknown): Promise<void> {
    const compiler = this.#compiler;
    compiler?.kill(reason);
    await compiler?.ended;
  }

  #start(): CompilerProcess {
    if (this.#compiler) return this.#compiler;
    const compiler = new CompilerProcess(this.#settings);
    this.#compiler = compiler;
    void compiler.ended.then(() => {
      this.#compiler = null;
    });
    return compiler;
  }
}
