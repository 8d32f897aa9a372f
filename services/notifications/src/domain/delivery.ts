/** How handing a mail to the server ended. `reply` is the code and enhanced status of the server's answer, if there was one. */
export type Outcome =
  | { readonly kind: 'accepted' }
  /** Refused for good: the same mail would be refused again. */
  | { readonly kind: 'rejected'; readonly reply: string | null }
  /** Not taken, for sure; worth another attempt. */
  | { readonly kind: 'not_taken'; readonly reply: string | null }
  /** The server had the mail, or a part of it, and nobody knows what became of it. */
  | { readonly kind: 'unknown' };

export type FailureReason = 'rejected' | 'gave_up' | 'outcome_unknown' | 'link_over' | 'bad_address' | 'nothing_to_tell' | 'undeliverable';

/** What becomes of a mail after an attempt. */
export type Verdict =
  | { readonly status: 'sent' }
  | { readonly status: 'kept' }
  | { readonly status: 'deferred'; readonly nextAttemptAt: Date }
  | { readonly status: 'failed'; readonly reason: FailureReason; readonly reply: string | null };

/** With the waits below the last attempt comes two days after the first. */
export const MAX_ATTEMPTS = 20;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 4 * 3_600_000;

/**
 * How long to wait after this many attempts: a minute first, twice as long each time, four hours at most. RFC 5321, 4.5.4.1
 * asks relays to be slower; we speak to the vendor's own server, and some links live for an hour.
 */
export function waitAfter(attempts: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
}

/** Decides on a mail after its attempt number `attempts` (from 1) ended at `now`. */
export function judge(outcome: Outcome, attempts: number, now: Date): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return { status: 'sent' };
    case 'rejected':
      return { status: 'failed', reason: 'rejected', reply: outcome.reply };
    case 'unknown':
      return { status: 'failed', reason: 'outcome_unknown', reply: null };
    case 'not_taken':
      if (attempts >= MAX_ATTEMPTS) return { status: 'failed', reason: 'gave_up', reply: outcome.reply };
      return { status: 'deferred', nextAttemptAt: new Date(now.getTime() + waitAfter(attempts)) };
  }
}

/** What is known of an attempt that ended in an error. */
export interface SendingError {
  /** The server's reply code (RFC 5321, 4.2), if it replied. */
  readonly code: number | undefined;
  /** Its reply, which may name people. */
  readonly response: string | undefined;
  /** The command that it replied to, such as `RCPT TO`. */
  readonly command: string | undefined;
  /** Whether the server was given any of the mail. */
  readonly begun: boolean;
}

/** A refusal of these is one of this mail; one of anything before says that the server does not want us, which somebody can mend. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);
/** `503 bad sequence of commands` is about the session. */
const BAD_SEQUENCE = 503;

/** What an error means for the mail. */
export function outcomeOf({ code, response, command, begun }: SendingError): Outcome {
  if (code === undefined) return begun ? { kind: 'unknown' } : { kind: 'not_taken', reply: null };
  const reply = replyCodes(code, response);
  const permanent = code >= 500 && code !== BAD_SEQUENCE && ABOUT_THE_MAIL.has(command ?? '');
  return { kind: permanent ? 'rejected' : 'not_taken', reply };
}

/** `550 5.1.1` of `550 5.1.1 <ivan@example.ru>: no such user` (RFC 3463): the codes without the words. */
function replyCodes(code: number, response: string | undefined): string {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  return enhanced === undefined ? String(code) : `${code} ${enhanced}`;
}
