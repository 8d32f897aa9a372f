/** Problem details (RFC 9457): thrown by code and language-free, rendered once at the edge in the reader's language. */

export type Locale = 'ru' | 'en';
export interface Text {
  readonly ru: string;
  readonly en: string;
}

export interface ProblemType {
  readonly status: number;
  readonly title: Text;
  /**
   * `{name}` is replaced by the parameter of that name, `{name:form|form|form}` by the form that its number asks for:
   * one, few and many in Russian, one and other in English.
   */
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
  /** What a program needs to go on, as extension members of the document (RFC 9457, 3.2). */
  readonly extensions?: Readonly<Record<string, string>>;
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
  readonly extensions: Readonly<Record<string, string>>;

  constructor(code: string, options: ProblemOptions = {}) {
    super(options.reason ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ProblemError';
    this.code = code;
    this.params = options.params ?? {};
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
    this.extensions = options.extensions ?? {};
  }
}

/** `throw problem('license_not_found')`. The operation that throws it must declare the code. */
export function problem(code: string, options: ProblemOptions = {}): ProblemError {
  return new ProblemError(code, options);
}

/**
 * Texts of field faults by their code. What a parameter says in people's words stands under `<parameter>.<value>`:
 * `format.uuid`, `expected.integer`.
 */
export type FieldTexts = Readonly<Record<string, Text>>;

/** The problem document of RFC 9457 for `error`, in `locale`. */
export function renderProblem(
  error: ProblemError,
  type: ProblemType,
  fields: FieldTexts,
  { locale, requestId }: { locale: Locale; requestId: string },
): ProblemDocument {
  const document: ProblemDocument = {
    ...error.extensions,
    type: `urn:kabinet:problem:${error.code}`,
    title: type.title[locale],
    status: type.status,
    detail: fill((type.detail ?? type.title)[locale], error.params, fields, locale),
    code: error.code,
    request_id: requestId,
  };
  if (error.errors.length > 0) {
    document.errors = error.errors.map((fault) => ({
      pointer: fault.pointer,
      code: fault.code,
      detail: faultDetail(fault, fields, locale),
    }));
  }
  return document;
}

/** What a field's fault says to the reader; its code where nobody wrote a text. */
export function faultDetail({ code, params = {} }: Omit<FieldFault, 'pointer'>, fields: FieldTexts, locale: Locale): string {
  return fill(fields[code]?.[locale] ?? code, params, fields, locale);
}

/** The text in the reader's language with its parameters in place; see `ProblemType.detail` for the grammar. */
export function phrase(text: Text, params: ProblemParams, locale: Locale): string {
  return fill(text[locale], params, {}, locale);
}

function fill(template: string, params: ProblemParams, fields: FieldTexts, locale: Locale): string {
  return template.replaceAll(/\{(\w+)(?::([^{}]*))?\}/g, (whole, name: string, forms: string | undefined) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    return forms === undefined
      ? (fields[`${name}.${value}`]?.[locale] ?? String(value))
      : pluralForm(forms.split('|'), Number(value), locale);
  });
}

const PLURAL_RULES = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };
/** In Russian a fraction takes the form of few. */
const PLURAL_PLACES: Readonly<Record<Locale, Partial<Record<Intl.LDMLPluralRule, number>>>> = {
  ru: { one: 0, few: 1, many: 2, other: 1 },
  en: { one: 0, other: 1 },
};

function pluralForm(forms: readonly string[], count: number, locale: Locale): string {
  return forms[PLURAL_PLACES[locale][PLURAL_RULES[locale].select(count)] ?? 0] ?? '';
}

/** Whether `error` is a refusal with one of these codes. */
export function isProblem(error: unknown, ...codes: readonly string[]): error is ProblemError {
  return error instanceof ProblemError && codes.includes(error.code);
}
