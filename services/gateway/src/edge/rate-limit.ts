import { problem, type ProblemError } from '@kabinet/problem';
import { LruMap } from 'toad-cache';

/** How fast one caller may go. */
export interface Rate {
  readonly name: string;
  readonly perSecond: number;
  readonly burst: number;
}

export const ordinaryRate: Rate = { name: 'default', perSecond: 100, burst: 500 };
/**
 * Of logins that fail, by address; those that succeed are given back. It keeps hashing affordable and is loose, for a whole
 * office may share an address: guessing at an account is slowed by auth, which knows the account.
 */
export const loginRate: Rate = { name: 'login', perSecond: 0.5, burst: 60 };
export const publicRate: Rate = { name: 'public', perSecond: 5, burst: 30 };

// Whoever is forgotten starts with a full bucket: forgetting the longest silent first costs the limit nothing.
const MAX_CALLERS = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by caller. Times are milliseconds of one clock, whichever. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #buckets = new LruMap<Bucket>(MAX_CALLERS);

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes one token of `caller`; throws `rate_limited` when there is none. */
  take(caller: string, now: number): void {
    const bucket = this.#bucket(caller, now);
    if (bucket.tokens < 1) throw this.#refusal(bucket);
    bucket.tokens -= 1;
  }

  /** Gives back a token that was taken for what turned out to be harmless. */
  giveBack(caller: string): void {
    const bucket = this.#buckets.get(caller);
    if (bucket) bucket.tokens = Math.min(this.#rate.burst, bucket.tokens + 1);
  }

  #bucket(caller: string, now: number): Bucket {
    const known = this.#buckets.get(caller);
    if (!known) {
      const bucket = { tokens: this.#rate.burst, at: now };
      this.#buckets.set(caller, bucket);
      return bucket;
    }
    // A clock that was set back must not take tokens away.
    const elapsed = Math.max(0, now - known.at) / 1000;
    known.tokens = Math.min(this.#rate.burst, known.tokens + elapsed * this.#rate.perSecond);
    known.at = now;
    return known;
  }

  /** The fields of draft-ietf-httpapi-ratelimit-headers, and `Retry-After` of RFC 9110. */
  #refusal(bucket: Bucket): ProblemError {
    const { name, perSecond, burst } = this.#rate;
    const seconds = Math.ceil((1 - bucket.tokens) / perSecond);
    return problem('rate_limited', {
      params: { seconds },
      headers: {
        'retry-after': String(seconds),
        'ratelimit-policy': `"${name}";q=${burst};w=${Math.ceil(burst / perSecond)}`,
        ratelimit: `"${name}";r=0;t=${seconds}`,
      },
    });
  }
}
