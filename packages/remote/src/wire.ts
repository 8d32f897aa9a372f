import { problem, type FieldFault, type Locale, type ProblemError, type ProblemParams } from '@kabinet/problem';

/*
 * How a call looks on the wire between two processes of one installation. One POST per call; the principal, the request's id
 * and the time left stand in headers, so that a call can be refused before its body is read.
 */

/** Where calls arrive, whatever else the process serves: `/internal/<service>/<operation>`. */
export const CALLS_PATH = '/internal/';

export const HEADERS = {
  /** Milliseconds that the caller still waits. */
  timeLeft: 'kabinet-time-left-ms',
  requestId: 'x-request-id',
  /** On every answer of a Kabinet process, so that a proxy's own answer is never taken for one: what the body is. */
  answer: 'kabinet-answer',
  /** Of a stream: the status of the reply. As one of the call itself, a 304 would mean something to whatever is in between. */
  status: 'kabinet-status',
  /** The headers of the operation's reply, as JSON. */
  replyHeaders: 'kabinet-reply-headers',
  /** The cursor of a list's next page, so that whoever passes the body on need not read it. */
  nextCursor: 'kabinet-next-cursor',
  /** The call itself, as JSON, where the body is an upload. */
  call: 'kabinet-call',
  /** The process is about to end: send no further calls. */
  draining: 'kabinet-draining',
} as const;

/** `json`, `text` and `bytes` are replies, read whole; `stream` is one that is passed on as it comes, `head` one without its bytes, `problem` a refusal. */
export type AnswerKind = 'json' | 'text' | 'bytes' | 'stream' | 'head' | 'problem';

/** The body of a call, or a header of it. */
export interface WireCall {
  readonly locale: Locale;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly head?: true;
}

/** A refusal without its texts: those are added where the reader's language is known. */
export interface WireProblem {
  readonly code: string;
  readonly params?: ProblemParams;
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly extensions?: Readonly<Record<string, string>>;
  readonly reason?: string;
}

export function writeProblem(error: ProblemError): string {
  const { code, params, errors, headers, extensions, message } = error;
  return JSON.stringify({ code, params, errors, headers, extensions, reason: message } satisfies WireProblem);
}

export function readProblem(text: string): ProblemError {
  const { code, ...options } = JSON.parse(text) as WireProblem;
  return problem(code, options);
}

/** JSON in a header: whatever is beyond ASCII is escaped. */
export function writeHeader(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
