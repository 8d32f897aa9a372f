import { hash, verify } from '@node-rs/argon2';
import { problem } from '@kabinet/problem';
import { randomBytes } from 'node:crypto';

/** Hashes passwords in native threads, a few at a time: each hash takes 19 MiB and a core for some tens of milliseconds. */
export interface PasswordHasher {
  /** Throws `unavailable` when too many wait already; called before an attempt is counted. */
  refuseWhenBusy(): void;
  hash(password: string): Promise<string>;
  /** Whether the password has this hash; takes as long without one, so that time does not tell whether there is an account. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** argon2id as OWASP's password storage cheat sheet asks; the library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const LONGEST_QUEUE = 64;
const RETRY_AFTER_S = 2;

export async function createPasswordHasher(): Promise<PasswordHasher> {
  const decoy = await hash(randomBytes(32), COST);
  const waiting: (() => void)[] = [];
  let running = 0;

  function refuseWhenBusy(): void {
    if (waiting.length >= LONGEST_QUEUE) {
      throw problem('unavailable', { reason: 'too many passwords wait to be hashed', headers: { 'retry-after': String(RETRY_AFTER_S) } });
    }
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    refuseWhenBusy();
    if (running < AT_ONCE) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    refuseWhenBusy,
    hash: (password) => inTurn(() => hash(normalize(password), COST)),
    async verify(passwordHash, password) {
      const matches = await inTurn(() => verify(passwordHash ?? decoy, normalize(password)));
      return matches && passwordHash !== null;
    },
  };
}

/** The same password typed on different systems has different code points (RFC 8265, 4.2). */
function normalize(password: string): string {
  return password.normalize('NFC');
}
