/** One complaint of the template compiler. */
export interface Diagnostic {
  readonly message: string;
  /** The template's file, as named in `TemplateFiles`; null when the complaint is about no file. */
  readonly file: string | null;
  /** Counted from 1; null when the complaint is about no line. */
  readonly line: number | null;
}

/**
 * - `template_error`: the template or its data is wrong; see `diagnostics`.
 * - `timeout`, `memory`: the compiler was killed for taking too long or too much.
 * - `crashed`: the compiler died of itself, or could not be started.
 * - `busy`: the queue is full; try again later.
 * - `closed`: the renderer is being shut down.
 */
export type RenderErrorKind = 'template_error' | 'timeout' | 'memory' | 'crashed' | 'busy' | 'closed';

/** Why a document was not rendered. The message is for the log; the diagnostics are for the template's author. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly kind: RenderErrorKind;
  readonly diagnostics: readonly Diagnostic[];

  constructor(kind: RenderErrorKind, message: string, diagnostics: readonly Diagnostic[] = []) {
    super(message);
    this.kind = kind;
    this.diagnostics = diagnostics;
  }
}
