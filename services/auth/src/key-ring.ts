import { SignJWT } from 'jose';
import type { KeyObject } from 'node:crypto';
import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_TYPE } from '@kabinet/contracts/auth/resources';
import type { AuthContext } from './context.ts';
import { signingKeyAt, isPublished } from './domain/key-schedule.ts';
import { ACCESS_TOKEN_LIFETIME_S, VIEWING_LIFETIME_S } from './domain/session.ts';
import { fetchSigningKeys, type SigningKeyRow } from './queries/signing-key.ts';
import { createFirstSigningKey } from './actions/rotate-signing-keys.ts';
import { openSigningKey } from './credentials/signing-key.ts';

/** Signs an access token for a session, or for one of the staff who looks with the user's eyes. */
export type AccessTokenSigner = (userId: string, sessionId: string, viewing?: { readonly viewerId: string }) => Promise<string>;

/** The signing keys of the installation, kept in memory for a minute: far less than a key is published before it signs. */
export interface KeyRing {
  /** Asked for before a transaction begins: it may read, or make, the keys. */
  signer(context: AuthContext): Promise<AccessTokenSigner>;
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

  return {
    async signer(context) {
      const key = signingKeyAt(await current(context), context.now().getTime());
      if (!key) throw new Error('no signing key is active');
      const privateKey = open(key, context.installation.secret);
      return (userId, sessionId, viewing) => signAccessToken(context, { id: key.id, privateKey }, { userId, sessionId, ...viewing });
    },
    async published(context) {
      const now = context.now().getTime();
      return (await current(context)).filter((key) => isPublished(key, now));
    },
  };
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
  key: { readonly id: string; readonly privateKey: KeyObject },
  { userId, sessionId, viewerId }: { readonly userId: string; readonly sessionId: string; readonly viewerId?: string },
): Promise<string> {
  const issuedAt = Math.floor(context.now().getTime() / 1000);
  // RFC 8693, 4.1: the party that acts on behalf of the subject.
  const actor = viewerId === undefined ? {} : { act: { sub: viewerId } };
  return new SignJWT({ sid: sessionId, ...actor })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.id, typ: ACCESS_TOKEN_TYPE })
    .setIssuer(context.installation.publicUrl)
    .setAudience(ACCESS_TOKEN_AUDIENCE)
    .setSubject(userId)
    .setJti(context.newId())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (viewerId === undefined ? ACCESS_TOKEN_LIFETIME_S : VIEWING_LIFETIME_S))
    .sign(key.privateKey);
}
