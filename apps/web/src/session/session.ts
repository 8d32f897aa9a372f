import type { TokenPair, Viewing } from '@kabinet/contracts/auth/resources';
import { problemOf, unreachable } from '../api/problem.ts';
import type { Authenticator } from '../api/transport.ts';
import { subjectOf, type AccessToken } from './access-token.ts';

/**
 * - `signed_out`: nobody; pages lead to the log-in.
 * - `signed_in`: there is an access token, or a cookie to get one with.
 * - `expired`: somebody was here a moment ago; the page stays as it is until they log in again.
 */
export type SessionStatus = 'signed_out' | 'signed_in' | 'expired';

type Message = { readonly kind: 'token'; readonly token: AccessToken } | { readonly kind: 'signed_out' };

/** Says without a secret that this browser has a refresh cookie, which scripts cannot see. */
const HINT = 'kabinet.signed-in';
/** Says in this tab, without a secret, that somebody looks with a customer's eyes. */
const VIEWING = 'kabinet.viewing';
const LOCK = 'kabinet.session';
/** A token that ends within this is not worth a request. */
const MARGIN_MS = 30_000;

/** Who uses this browser. The access token is in memory only; all tabs share it, and one of them renews it for all. */
class BrowserSession implements Authenticator {
  #status: SessionStatus = localStorage.getItem(HINT) === null ? 'signed_out' : 'signed_in';
  #token: AccessToken | undefined;
  /** With which one of the staff looks with a customer's eyes, in this tab alone; a reload forgets it. */
  #viewing: AccessToken | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #tabs = new BroadcastChannel(LOCK);

  constructor() {
    this.#tabs.addEventListener('message', ({ data }: MessageEvent<Message>) => this.#hear(data));
  }

  get status(): SessionStatus {
    return this.#status;
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the answer to a log-in, and tells the other tabs. */
  signIn(pair: TokenPair): void {
    const token = { value: pair.access_token, expiresAt: Date.now() + pair.expires_in * 1000 };
    localStorage.setItem(HINT, '1');
    this.#take(token);
    this.#tabs.postMessage({ kind: 'token', token } satisfies Message);
  }

  /** From here on this tab asks with the token of a viewing. */
  view({ access_token, expires_in }: Viewing): void {
    this.#viewing = { value: access_token, expiresAt: Date.now() + expires_in * 1000 };
    sessionStorage.setItem(VIEWING, '1');
  }

  /** The person's own eyes again. */
  endViewing(): void {
    this.#viewing = undefined;
    sessionStorage.removeItem(VIEWING);
  }

  /** Whether a viewing ended unasked, by its time or a reload of the page: told once. */
  takeLostViewing(): boolean {
    if (this.#viewing || sessionStorage.getItem(VIEWING) === null) return false;
    sessionStorage.removeItem(VIEWING);
    return true;
  }

  /** Forgets everything, here and in the other tabs. The cookie is the server's to clear. */
  signOut(): void {
    localStorage.removeItem(HINT);
    this.#forget();
    this.#tabs.postMessage({ kind: 'signed_out' } satisfies Message);
  }

  /** Whether the browser's session can be used; renews the access token when there is none yet. */
  async start(): Promise<boolean> {
    if (this.#status === 'signed_out') return false;
    if (this.#token || (await this.#renew(undefined))) return true;
    this.signOut();
    return false;
  }

  async accessToken(): Promise<string> {
    if (this.#viewing) return this.#viewing.value;
    const token = this.#token;
    if (token && token.expiresAt - MARGIN_MS > Date.now()) return token.value;
    return this.replaceToken(token?.value);
  }

  async replaceToken(refused: string | undefined): Promise<string> {
    if (this.#viewing) return startOver();
    const renewed = await this.#renew(refused);
    if (renewed) return renewed.value;
    return this.#nextLogIn();
  }

  /** One tab renews at a time; who waited finds the token that the first one has sent around. */
  async #renew(refused: string | undefined): Promise<AccessToken | undefined> {
    return withLock(async () => {
      if (this.#token && this.#token.value !== refused) return this.#token;
      const pair = await refresh();
      if (!pair) return undefined;
      this.signIn(pair);
      return this.#token;
    });
  }

  /** Waits, with whatever was typed still on the page, until the same person has logged in again. */
  #nextLogIn(): Promise<string> {
    if (this.#status === 'signed_in') this.#become('expired');
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        if (!this.#token) return;
        stop();
        resolve(this.#token.value);
      });
    });
  }

  #hear(message: Message): void {
    if (message.kind === 'signed_out') this.#forget();
    else this.#take(message.token);
  }

  #take(token: AccessToken): void {
    // What is on the page belongs to somebody else.
    if (this.#token && subjectOf(this.#token) !== subjectOf(token)) return location.assign('/');
    this.#token = token;
    this.#become('signed_in');
  }

  #forget(): void {
    this.#token = undefined;
    this.#become('signed_out');
  }

  #become(status: SessionStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}

/** A viewing that has ended is not renewed, and what is on the page is another's: it starts again with one's own eyes. */
function startOver(): Promise<never> {
  location.assign('/');
  return new Promise(() => {});
}

/** Browsers offer locks on secure origins only; without them a renewal at the same moment is covered by the server's grace. */
function withLock<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? locks.request(LOCK, work) : work();
}

/** A new pair for the cookie; undefined when the session has ended. Throws when nobody can tell. */
async function refresh(): Promise<TokenPair | undefined> {
  const response = await fetch('/api/v1/jwt/refresh', { method: 'POST' }).catch(() => {
    throw unreachable();
  });
  if (response.ok) return (await response.json()) as TokenPair;
  const refusal = await problemOf(response);
  if (refusal.code === 'invalid_refresh_token') return undefined;
  throw refusal;
}

export const session = new BrowserSession();
