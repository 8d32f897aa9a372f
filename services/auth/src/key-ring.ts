import { SignJWT, type JWTPayload } from 'jose';
import type { KeyObject } from 'node:crypto';
import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_TYPE, DOWNLOAD_LINK_AUDIENCE, DOWNLOAD_LINK_TYPE } from '@kabinet/contracts/auth/resources';
import type { AuthContext } from './context.ts';
import { signingKeyAt, isPublished } from './domain/key-schedule.ts';
import { ACCESS_TOKEN_LIFETIME_S, DOWNLOAD_LINK_LIFETIME_S, VIEWING_LIFETIME_S } from './domain/session.ts';
import { fetchSigningKeys, type SigningKeyRow } from './queries/signing-key.ts';
import { createFirstSigningKey } from './actions/rotate-signing-keys.ts';
import { openSigningKey } from './credentials/signing-key.ts';

/** Signs an access token for a session, or for one of the staff who looks with the user's eyes. */
export type AccessTokenSigner = (userId: string, sessionId: string, viewing?: { readonly viewerId: string }) => Promise<string>;

/** The signing keys of the installation, kept in memory for a minute: far less than a key is published before it signs. */
export interface KeyRing {
  /** Asked for before a transaction begins: it may read, or make, the keys. */
  signer(context: AuthContext): Promise<AccessTokenSigner>;
  /** Signs that whoever shows it asks for the bytes at `path` in the name of the session. */
  signLink(context: AuthContext, link: { readonly userId: string; readonly sessionId: string; readonly path: string }): Promise<string>;
  published(context: AuthContext): Promise<readonly SigningKeyRow[]>;
}

const FRESH_MS = 60_000;

export function createKeyRing(): KeyRing {
  let keys: readonly SigningKeyRow[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const opened = new Map<string, KeyObject>();

  async function current(context: AuthContext): Promise<readonly SigningKeyRow[]> {
    const now = context.now().getTime();
    if (Math.abs(now - readAt) < FRESH_MS && signingKeyAt(keys, now)) return keys;
    keys = await readKeys(context, now);
    readAt = now;
    for (const id of opened.keys()) if (!keys.some((key) => key.id === id)) opened.delete(id);
    return keys;
  }

  function open(key: SigningKeyRow, secret: string): KeyObject {
    const known = opened.get(key.id) ?? openSigningKey(key, secret);
    opened.set(key.id, known);
    return known;
  }

  async function active(context: AuthContext): Promise<OpenKey> {
    const key = signingKeyAt(await current(context), context.now().getTime());
    if (!key) throw new Error('no signing key is active');
    return { id: key.id, privateKey: open(key, context.installation.secret) };
  }

  return {
    async signer(context) {
      const key = await active(context);
      return (userId, sessionId, viewing) => signAccessToken(context, key, { userId, sessionId, ...viewing });
    },
    async signLink(context, link) {
      return signDownloadLink(context, await active(context), link);
    },
    async published(context) {
      const now = context.now().getTime();
      return (await current(context)).filter((key) => isPublished(key, now));
    },
  };
}

interface OpenKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

async function readKeys(context: AuthContext, now: number): Promise<readonly SigningKeyRow[]> {
  const keys = await fetchSigningKeys(context.system);
  if (signingKeyAt(keys, now)) return keys;
  await createFirstSigningKey(context);
  return fetchSigningKeys(context.system);
}

/** A JWT access token (RFC 9068): it says who, never what they may do. */
async function signAccessToken(
  context: AuthContext,
  key: OpenKey,
  { userId, sessionId, viewerId }: { readonly userId: string; readonly sessionId: string; readonly viewerId?: string },
): Promise<string> {
  // RFC 8693, 4.1: the party that acts on behalf of the subject.
  const actor = viewerId === undefined ? {} : { act: { sub: viewerId } };
  return signed(context, key, {
    claims: { sub: userId, sid: sessionId, aud: ACCESS_TOKEN_AUDIENCE, ...actor },
    type: ACCESS_TOKEN_TYPE,
    lifetime: viewerId === undefined ? ACCESS_TOKEN_LIFETIME_S : VIEWING_LIFETIME_S,
  });
}

/** Of another type and audience than an access token: neither passes for the other. */
async function signDownloadLink(context: AuthContext, key: OpenKey, { userId, sessionId, path }: Parameters<KeyRing['signLink']>[1]) {
  const claims = { sub: userId, sid: sessionId, aud: DOWNLOAD_LINK_AUDIENCE, path };
  return signed(context, key, { claims, type: DOWNLOAD_LINK_TYPE, lifetime: DOWNLOAD_LINK_LIFETIME_S });
}

async function signed(
  context: AuthContext,
  key: OpenKey,
  { claims, type, lifetime }: { readonly claims: JWTPayload; readonly type: string; readonly lifetime: number },
): Promise<string> {
  const issuedAt = Math.floor(context.now().getTime() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: key.id, typ: type })
    .setIssuer(context.installation.publicUrl)
    .setJti(context.newId())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign(key.privateKey);
}
