import type { FieldError, ProblemDocument } from '@kabinet/problem';

/** A refusal of the API (RFC 9457), in words for the person who reads it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** To be named to support; null when no answer arrived. */
  readonly requestId: string | null;
  readonly errors: readonly FieldError[];
  readonly #document: object;

  constructor(document: Omit<ProblemDocument, 'type' | 'request_id'> & { request_id: string | null }) {
    super(document.code);
    this.name = 'ApiProblem';
    this.status = document.status;
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail;
    this.requestId = document.request_id;
    this.errors = document.errors ?? [];
    this.#document = document;
  }

  /** A text that a refusal carries for the program to go on with (RFC 9457, 3.2). Throws for one that it does not have. */
  member(name: string): string {
    const value: unknown = Reflect.get(this.#document, name);
    if (typeof value !== 'string') throw new Error(`the problem ${this.code} has no ${name}`);
    return value;
  }
}

/** The refusal that an answer carries; whatever else a proxy in between has answered becomes `unexpected_answer`. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (isProblem) return new ApiProblem((await response.json()) as ProblemDocument);
  const title = response.statusText;
  const request_id = response.headers.get('x-request-id');
  return new ApiProblem({ status: response.status, code: 'unexpected_answer', title, detail: title, request_id });
}

/** No answer came: offline, or the portal cannot be reached. The texts are the reader's part. */
export function unreachable(): ApiProblem {
  return new ApiProblem({ status: 0, code: 'unreachable', title: '', detail: '', request_id: null });
}

export function isApiProblem(error: unknown, ...codes: readonly string[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}
