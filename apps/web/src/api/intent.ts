import { isApiProblem } from './problem.ts';

/** Keeps one Idempotency-Key for one thing that a person wants done. */
export interface Intent {
  /** The same for the same request however often it is tried, another as soon as the person asks for something else. */
  keyFor(request: unknown): string;
  /** To be told of every failure: a refusal is kept under its key, so whoever tries again after reading it asks anew. */
  failed(error: unknown): void;
}

/** Refusals that leave the key free, and so may still be the first answer to it. */
const OPEN: ReadonlySet<number> = new Set([401, 408, 412, 425, 429]);

/** An intent lives as long as the form or dialog that it belongs to. */
export function createIntent(newKey: () => string = randomKey): Intent {
  let key = newKey();
  let last: string | undefined;
  return {
    keyFor(request) {
      const text = JSON.stringify(request);
      if (last !== undefined && last !== text) key = newKey();
      last = text;
      return key;
    },
    failed(error) {
      if (!isApiProblem(error) || error.code === 'idempotency_key_in_progress') return;
      if (error.status >= 400 && error.status < 500 && !OPEN.has(error.status)) key = newKey();
    },
  };
}

/** 128 random bits. Unlike `crypto.randomUUID`, these are there on plain HTTP too. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
