import { hash } from 'node:crypto';
import { anonymous, type MachinePrincipal, type Principal } from '@kabinet/contract/principal';
import { problem, type Locale, type ProblemError } from '@kabinet/problem';
import type { AccessTokens, TokenSubject } from './access-tokens.ts';
import type { AuthClient, KnownUser } from './auth-client.ts';
import { ShortMemory } from './short-memory.ts';

export interface Identified {
  readonly principal: Principal;
  /** The language that the user chose for themselves. */
  readonly locale: Locale | undefined;
}

const nobody: Identified = { principal: anonymous, locale: undefined };
const MACHINE_TOKEN = /^kbt_[\w-]{1,500}$/;
const MAX_REMEMBERED = 20_000;

/** Tells who sends a request from its `Authorization` header, or from the link that it follows. */
export class Identity {
  readonly #tokens: AccessTokens;
  readonly #auth: AuthClient;
  readonly #users: ShortMemory<KnownUser | undefined>;
  readonly #machines: ShortMemory<MachinePrincipal | undefined>;

  constructor(tokens: AccessTokens, auth: AuthClient, now: () => number) {
    this.#tokens = tokens;
    this.#auth = auth;
    this.#users = new ShortMemory(MAX_REMEMBERED, now);
    this.#machines = new ShortMemory(MAX_REMEMBERED, now);
  }

  /**
   * Who the header names; nobody without one. `beforeWork` runs before anything is verified or looked up that was not
   * known already, and may refuse. Throws `unauthorized` for a header that proves nothing.
   */
  async identify(authorization: string | undefined, beforeWork: () => void): Promise<Identified> {
    if (authorization === undefined) return nobody;
    const token = /^bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw invalidToken();
    return MACHINE_TOKEN.test(token) ? this.#machine(token, beforeWork) : this.#user(token, beforeWork);
  }

  /** Who made the download link for `path`, as they are now. Throws `unauthorized` for a link that proves nothing. */
  async identifyLink(link: string, path: string, beforeWork: () => void): Promise<Identified> {
    beforeWork();
    return this.#inSession(await this.#tokens.verifyLink(link, path));
  }

  async #user(token: string, beforeWork: () => void): Promise<Identified> {
    let subject = this.#tokens.remembered(token);
    if (!subject) {
      beforeWork();
      subject = await this.#tokens.verify(token);
    }
    return this.#inSession(subject);
  }

  async #inSession(subject: TokenSubject | undefined): Promise<Identified> {
    if (!subject) throw invalidToken();
    const { userId, sessionId } = subject;
    const known = await this.#users.recall(userId, sessionId, () => this.#auth.resolveSession(userId, sessionId));
    if (!known) throw invalidToken();
    return known;
  }

  async #machine(token: string, beforeWork: () => void): Promise<Identified> {
    const key = hash('sha256', token, 'base64');
    const principal = await this.#machines.recall(key, key, () => {
      beforeWork();
      return this.#auth.resolveToken(token);
    });
    if (!principal) throw invalidToken();
    return { principal, locale: undefined };
  }

  /** One session of the user, or all of them. */
  forgetUser(userId: string, sessionId?: string): void {
    this.#users.forget(userId, sessionId);
  }

  forgetMachines(): void {
    this.#machines.forgetAll();
  }

  forgetEverybody(): void {
    this.#users.forgetAll();
    this.#machines.forgetAll();
  }
}

function invalidToken(): ProblemError {
  return problem('unauthorized', { headers: { 'www-authenticate': 'Bearer realm="kabinet", error="invalid_token"' } });
}
