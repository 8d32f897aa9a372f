import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { OUT_OF_MEMORY_SIGNAL, type CompilerJob, type CompilerMessage, type CompilerSettings } from './compiler-protocol.ts';
import { RenderError, type Diagnostic } from './render-error.ts';

const START_TIMEOUT_MS = 30_000;
const STDERR_KEPT = 2000;
/** The words of Rust's and of V8's allocator when they give up. */
const OUT_OF_MEMORY_WORDS = /memory allocation of|out of memory/;

/** One process with a compiler in it: takes one job at a time, and is of no use once it has ended. */
export class CompilerProcess {
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  #answer = Promise.withResolvers<Uint8Array>();
  #killedFor: { readonly reason: unknown } | null = null;
  #stderr = '';
  #usable = true;

  constructor(settings: CompilerSettings) {
    const child = forkCompiler(settings);
    child.stderr?.on('data', (chunk: Buffer) => (this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_KEPT)));
    child.on('message', (message) => this.#receive(message as CompilerMessage));
    child.on('error', (error) => this.kill(new RenderError('crashed', `The compiler cannot be reached: ${error.message}`)));
    child.once('close', (code, signal) => this.#end(this.#killedFor ?? { reason: causeOfDeath(code, signal, this.#stderr) }));
    this.#child = child;
    // Nobody may be waiting when the process dies idle.
    this.#ready.promise.catch(() => undefined);
    this.#answer.promise.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it can take another job. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Pending until the process is gone; never rejects. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /**
   * Resolves to the PDF. The time runs from when the compiler is ready.
   * @throws {RenderError} or the signal's reason. After any error but a `template_error` the process is gone.
   */
  async compile(job: CompilerJob, timeoutMs: number, signal?: AbortSignal): Promise<Uint8Array> {
    const abort = () => this.kill(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    let timer = this.#killAfter(START_TIMEOUT_MS, new RenderError('crashed', 'The compiler did not start in time'));
    try {
      await this.#ready.promise;
      clearTimeout(timer);
      timer = this.#killAfter(timeoutMs, new RenderError('timeout', `Not rendered in ${timeoutMs} ms`));
      if (this.#killedFor) throw this.#killedFor.reason;
      this.#answer = Promise.withResolvers();
      this.#child.send(job);
      return await this.#answer.promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Ends the process at once; a job in flight fails with `reason`. */
  kill(reason: unknown): void {
    this.#usable = false;
    this.#killedFor ??= { reason };
    if (this.#child.pid === undefined) this.#end(this.#killedFor);
    else this.#child.kill('SIGKILL');
  }

  #killAfter(ms: number, reason: RenderError): NodeJS.Timeout {
    return setTimeout(() => this.kill(reason), ms);
  }

  #receive(message: CompilerMessage): void {
    switch (message.kind) {
      case 'ready':
        return this.#ready.resolve();
      case 'rendered':
        return this.#answer.resolve(message.pdf);
      case 'refused':
        return this.#answer.reject(new RenderError('template_error', describe(message.diagnostics), message.diagnostics));
    }
  }

  #end(cause: { readonly reason: unknown }): void {
    this.#usable = false;
    this.#ready.reject(cause.reason);
    this.#answer.reject(cause.reason);
    this.#ended.resolve();
  }
}

function forkCompiler(settings: CompilerSettings): ChildProcess {
  const main = fileURLToPath(new URL('./compiler-main.ts', import.meta.url));
  return fork(main, [JSON.stringify(settings)], {
    execArgv: ['--max-old-space-size=128', '--no-warnings'],
    env: environment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/**
 * All that the compiler inherits. Typst fetches `@preview` packages by itself and cannot be told not to: there is no
 * folder in which to find or keep one, and its HTTP client is sent to a proxy on port 0, where nothing can listen.
 */
export function environment(): NodeJS.ProcessEnv {
  const nowhere = '/dev/null';
  const proxy = 'http://127.0.0.1:0';
  return {
    HOME: nowhere,
    XDG_CACHE_HOME: nowhere,
    XDG_CONFIG_HOME: nowhere,
    XDG_DATA_HOME: nowhere,
    FONTCONFIG_FILE: fileURLToPath(new URL('./no-system-fonts.xml', import.meta.url)),
    ALL_PROXY: proxy,
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    TZ: 'UTC',
  };
}

function describe(diagnostics: readonly Diagnostic[]): string {
  const first = diagnostics[0];
  if (!first) return 'The template is refused without a diagnostic';
  return first.file === null ? first.message : `${first.file}:${first.line ?? '?'}: ${first.message}`;
}

function causeOfDeath(code: number | null, signal: NodeJS.Signals | null, stderr: string): RenderError {
  const outgrown = signal === OUT_OF_MEMORY_SIGNAL || OUT_OF_MEMORY_WORDS.test(stderr);
  if (outgrown) return new RenderError('memory', 'The compiler outgrew its memory');
  return new RenderError('crashed', `The compiler ended by ${signal ?? `code ${code}`}: ${stderr.trim()}`);
}
