import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Principal } from '@kabinet/contract/principal';
import { errors, jwtVerify, SignJWT } from 'jose';
import { LruMap } from 'toad-cache';

/*
 * Between processes a principal travels as a signed assertion (a JWT, RFC 7519): who asks, said by one service to one other,
 * for a minute. The key follows from the installation's secret, which only the portal's own processes hold.
 */

const TYPE = 'kabinet-principal+jwt';
const LIFETIME_S = 60;
/** An assertion is used again for the first half of its life: what arrives has always time left. */
const REUSE_MS = (LIFETIME_S * 1000) / 2;
const MAX_REMEMBERED = 20_000;
/** RFC 8410: the DER prefix of an Ed25519 private key; its 32 bytes follow. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface AssertionSigner {
  /** The assertion of `principal` for the service `audience`. */
  sign(principal: Principal, audience: string): Promise<string>;
}

export interface AssertionVerifier {
  /** Who the assertion names; undefined when it is not ours, not for `audience` or not valid now. */
  verify(assertion: string, audience: string): Promise<Principal | undefined>;
}

interface Remembered<Value> {
  readonly value: Value;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Signs for the process of `issuer`; the same principal and audience get the same assertion for half a minute. */
export function createAssertionSigner(secret: string, issuer: string, now: () => number = Date.now): AssertionSigner {
  const key = privateKey(secret);
  const signed = new LruMap<Remembered<Promise<string>>>(MAX_REMEMBERED);
  return {
    async sign(principal, audience) {
      const name = `${audience} ${JSON.stringify(principal)}`;
      const known = signed.get(name);
      if (known && known.until > now()) return known.value;
      const issuedAt = now();
      const value = new SignJWT({ principal })
        .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(Math.floor(issuedAt / 1000))
        .setExpirationTime(Math.floor(issuedAt / 1000) + LIFETIME_S)
        .sign(key);
      signed.set(name, { value, until: issuedAt + REUSE_MS });
      return value;
    },
  };
}

/** Remembers by the assertion's text which ones were good, until they expire. */
export function createAssertionVerifier(secret: string, now: () => number = Date.now): AssertionVerifier {
  const key = createPublicKey(privateKey(secret));
  const verified = new LruMap<Remembered<Principal> & { readonly audience: string }>(MAX_REMEMBERED);
  return {
    async verify(assertion, audience) {
      const known = verified.get(assertion);
      if (known?.audience === audience && known.until > now()) return known.value;
      const claims = await claimsOf(assertion, audience, key, now());
      if (!claims) return undefined;
      verified.set(assertion, { value: claims.principal, audience, until: claims.exp * 1000 });
      return claims.principal;
    },
  };
}

async function claimsOf(
  assertion: string,
  audience: string,
  key: KeyObject,
  now: number,
): Promise<{ principal: Principal; exp: number } | undefined> {
  try {
    const { payload } = await jwtVerify<{ principal: Principal; exp: number }>(assertion, key, {
      algorithms: ['EdDSA'],
      audience,
      typ: TYPE,
      requiredClaims: ['iss', 'exp', 'principal'],
      currentDate: new Date(now),
      // Clocks of different machines agree to a few seconds at best.
      clockTolerance: 5,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function privateKey(secret: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'kabinet principal assertions', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}
