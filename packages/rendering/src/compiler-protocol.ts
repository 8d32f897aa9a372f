import type { Diagnostic } from './render-error.ts';
import type { TemplateFiles } from './template-files.ts';

/** What the compiler's process is told when it starts, as JSON in its only argument. */
export interface CompilerSettings {
  readonly fonts: readonly string[];
  readonly memoryMb: number;
  /** The process id of whoever started it. */
  readonly parent: number;
}

/**
 * The root of every template. Nothing can ever exist below a device, so a template reads what it was given or nothing:
 * no file, no symbolic link that somebody planted.
 */
export const WORKSPACE = '/dev/null/template';

export interface CompilerJob {
  readonly template: TemplateFiles;
  /** JSON text. */
  readonly data: string;
  readonly locale: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly tagged: boolean;
}

export type CompilerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rendered'; readonly pdf: Uint8Array }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/** The signal by which a compiler ends itself above its memory bound: Node leaves it to its default, which is to die. */
export const OUT_OF_MEMORY_SIGNAL = 'SIGUSR2';
