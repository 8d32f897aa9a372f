/** Problem details (RFC 9457): thrown by code and language-free, rendered once at the edge in the reader's language. */

export type Locale = 'ru' | 'en';
export interface Text {
  readonly ru: string;
  readonly en: string;
}

export interface ProblemType {
  readonly status: number;
  readonly title: Text;
  /** `{name}` is replaced by the parameter of that name. */
  readonly detail?: Text;
}
export type ProblemCatalogue = Readonly<Record<string, ProblemType>>;

export type ProblemParams = Readonly<Record<string, string | number>>;

/** One fault of the input. `pointer` is a JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
  readonly params?: ProblemParams;
}

export interface FieldError {
  pointer: string;
  code: string;
  detail: string;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: FieldError[];
}

export interface ProblemOptions {
  readonly params?: ProblemParams;
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log only; never shown to the person. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** A refusal with a stable code; what it says to the person stands in a catalogue. */
export class ProblemError extends Error {
  readonly code: string;
  readonly params: ProblemParams;
  readonly errors: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, options: ProblemOptions = {}) {
    super(options.reason ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProblemError';
    this.code = code;
    this.params = options.params ?? {};
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** `throw problem('license_not_found')`. The operation that throws it must declare the code. */
export function problem(code: string, options: ProblemOptions = {}): ProblemError {
  return new ProblemError(code, options);
}

/** The problem document of RFC 9457 for `error`, in `locale`. `fields` names the texts of field faults. */
export function renderProblem(
  error: ProblemError,
  type: ProblemType,
  fields: Readonly<Record<string, Text>>,
  { locale, requestId }: { locale: Locale; requestId: string },
): ProblemDocument {
  const document: ProblemDocument = {
    type: `urn:kabinet:problem:${error.code}`,
    title: type.title[locale],
    status: type.status,
    detail: fill((type.detail ?? type.title)[locale], error.params),
    code: error.code,
    request_id: requestId,
  };
  if (error.errors.length > 0) {
    document.errors = error.errors.map((fault) => ({
      pointer: fault.pointer,
      code: fault.code,
      detail: fill(fields[fault.code]?.[locale] ?? fault.code, fault.params ?? {}),
    }));
  }
  return document;
}

function fill(template: string, params: ProblemParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

/** Whether `error` is a refusal with one of these codes. */
export function isProblem(error: unknown, ...codes: readonly string[]): error is ProblemError {
  return error instanceof ProblemError && codes.includes(error.code);
}
