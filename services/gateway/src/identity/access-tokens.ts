import { hash } from 'node:crypto';
import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_TYPE, DOWNLOAD_LINK_AUDIENCE, DOWNLOAD_LINK_TYPE } from '@kabinet/contracts/auth/resources';
import { errors, jwtVerify, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { LruMap } from 'toad-cache';
import type { SigningKeys } from './signing-keys.ts';

/** What an access token says: who, never what they may do. */
export interface TokenSubject {
  readonly userId: string;
  readonly sessionId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const MAX_VERIFIED = 50_000;

/** Verifies access tokens (RFC 7519, RFC 9068) by EdDSA alone and remembers by hash which signatures were good. */
export class AccessTokens {
  readonly #keys: SigningKeys;
  readonly #issuer: string;
  readonly #now: () => number;
  readonly #verified = new LruMap<TokenSubject>(MAX_VERIFIED);

  constructor(keys: SigningKeys, issuer: string, now: () => number) {
    this.#keys = keys;
    this.#issuer = issuer;
    this.#now = now;
  }

  /** A token that was verified before and has not expired. */
  remembered(token: string): TokenSubject | undefined {
    const subject = this.#verified.get(hash('sha256', token, 'base64'));
    return subject && subject.expiresAt > this.#now() ? subject : undefined;
  }

  /** Undefined for a token that is not ours, not genuine or not valid now. Rejects when the keys cannot be had. */
  async verify(token: string): Promise<TokenSubject | undefined> {
    const subject = subjectOf(await this.#payloadOf(token, accessToken));
    if (subject) this.#verified.set(hash('sha256', token, 'base64'), subject);
    return subject;
  }

  /** Who made a download link; undefined for one that is not valid now, or was made for another path. Never taken for an access token. */
  async verifyLink(link: string, path: string): Promise<TokenSubject | undefined> {
    const payload = await this.#payloadOf(link, downloadLink);
    return payload?.['path'] === path ? subjectOf(payload) : undefined;
  }

  async #payloadOf(token: string, { audience, typ }: TokenKind): Promise<JWTPayload | undefined> {
    if (!isCanonical(token)) return undefined;
    try {
      const { payload } = await jwtVerify(token, (header) => this.#keyFor(header), {
        algorithms: ['EdDSA', 'Ed25519'],
        issuer: this.#issuer,
        audience,
        typ,
        requiredClaims: ['sub', 'sid', 'exp'],
        currentDate: new Date(this.#now()),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  async #keyFor({ kid }: JWTHeaderParameters) {
    const key = kid === undefined ? undefined : await this.#keys.find(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  }
}

interface TokenKind {
  readonly audience: string;
  readonly typ: string;
}

const accessToken: TokenKind = { audience: ACCESS_TOKEN_AUDIENCE, typ: ACCESS_TOKEN_TYPE };
const downloadLink: TokenKind = { audience: DOWNLOAD_LINK_AUDIENCE, typ: DOWNLOAD_LINK_TYPE };

function subjectOf(payload: JWTPayload | undefined): TokenSubject | undefined {
  const { sub, sid, exp } = payload ?? {};
  if (typeof sub !== 'string' || typeof sid !== 'string' || exp === undefined) return undefined;
  return { userId: sub, sessionId: sid, expiresAt: exp * 1000 };
}

/** RFC 4648, 3.5: other texts decode to the same bytes. One token has one text, or what is remembered of it has no bound. */
function isCanonical(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
