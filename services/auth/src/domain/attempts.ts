/** How often one may try. Pure: the counters are given, the decision is answered. */

export interface AttemptLimit {
  /** Attempts that cost no waiting. */
  readonly free: number;
  /** The wait doubles from one second with every further attempt, up to this: nobody is ever locked out for longer. */
  readonly longestWaitS: number;
  /** A counter that rested this long starts again. */
  readonly forgetAfterS: number;
}

/** Instants in milliseconds since the epoch. */
export interface Counter {
  readonly attempts: number;
  readonly lastAttemptAt: number;
  readonly blockedUntil: number;
}

export type Admission = { readonly kind: 'admitted'; readonly counter: Counter } | { readonly kind: 'blocked'; readonly waitS: number };

const HOUR_S = 3_600;

/** Somebody who mistypes a password, from one place. */
export const PER_ACCOUNT_AND_ADDRESS: AttemptLimit = { free: 5, longestWaitS: 300, forgetAfterS: 24 * HOUR_S };
/** Guessing from many places. The wait is short: it slows guessing, yet the owner of the account gets in between. */
export const PER_ACCOUNT: AttemptLimit = { free: 20, longestWaitS: 30, forgetAfterS: 24 * HOUR_S };
/**
 * One guesser who tries many accounts. Hundreds may share an address (NAT), and whoever waits here may well know their password:
 * so this is far looser than what counts one account from one place. An office that mistypes does not get here, and beside a
 * guesser in its midst nobody waits for longer than a few seconds.
 */
export const LOGINS_PER_ADDRESS: AttemptLimit = { free: 300, longestWaitS: 5, forgetAfterS: HOUR_S };
/** Requests for mails to whomever: nobody needs many, and each lands in a mailbox. */
export const LINKS_PER_ADDRESS: AttemptLimit = { free: 50, longestWaitS: 60, forgetAfterS: HOUR_S };
/**
 * Codes of a second factor. Who gets here knows the password: six digits bear few guesses, and 100 a day find one of them in
 * nine years.
 */
export const CODES_PER_ACCOUNT: AttemptLimit = { free: 5, longestWaitS: 900, forgetAfterS: 24 * HOUR_S };
/** Mails with links, to one mailbox. */
export const MAILS_PER_ACCOUNT: AttemptLimit = { free: 3, longestWaitS: HOUR_S, forgetAfterS: 24 * HOUR_S };
/** Requests to be let in that make mails to the owners: beyond, they only stand in the list. */
export const JOIN_REQUESTS_PER_ORGANIZATION: AttemptLimit = { free: 10, longestWaitS: HOUR_S, forgetAfterS: 24 * HOUR_S };
/** Lists of people to invite: each is many mails. */
export const IMPORTS_PER_ORGANIZATION: AttemptLimit = { free: 20, longestWaitS: HOUR_S, forgetAfterS: 24 * HOUR_S };

/**
 * Counts an attempt before its outcome is known, so that many at once do not slip through. An attempt while blocked neither
 * counts nor prolongs the wait.
 */
export function admit(counter: Counter | undefined, limit: AttemptLimit, now: number): Admission {
  const live = counter && now - counter.lastAttemptAt < limit.forgetAfterS * 1000 ? counter : undefined;
  if (live && live.blockedUntil > now) return { kind: 'blocked', waitS: Math.ceil((live.blockedUntil - now) / 1000) };
  const attempts = (live?.attempts ?? 0) + 1;
  return { kind: 'admitted', counter: { attempts, lastAttemptAt: now, blockedUntil: now + waitAfter(attempts, limit) * 1000 } };
}

/** Takes back an attempt that turned out right. */
export function forgive(counter: Counter, now: number): Counter {
  return { ...counter, attempts: Math.max(0, counter.attempts - 1), blockedUntil: Math.min(counter.blockedUntil, now) };
}

function waitAfter(attempts: number, { free, longestWaitS }: AttemptLimit): number {
  if (attempts < free) return 0;
  return Math.min(longestWaitS, 2 ** Math.min(attempts - free, 30));
}
