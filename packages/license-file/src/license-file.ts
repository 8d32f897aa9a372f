import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { isKeyId, readEnvelope, writeEnvelope } from './envelope.ts';
import { isCalendarDate, isLicensePayload, unknownVersionOf, type LicensePayload } from './payload.ts';

export type { LicensePayload };

/** Signed in front of the payload, so that no signature made for another kind of file passes for a licence. */
const DOMAIN = Buffer.from('kabinet-license-file/v1\n');

/** One published key, as in RFC 8037; members beyond these (`use`, `alg`, …) are ignored. */
export interface LicenseKey {
  readonly kid: string;
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The 32 bytes of the public key, base64url. */
  readonly x: string;
}

/** What `/.well-known/license-keys.json` answers: several keys while they are being rotated. */
export interface LicenseKeySet {
  readonly keys: readonly LicenseKey[];
}

/**
 * - `malformed`: not a license file, or not byte for byte the file that was issued.
 * - `unknown_key`: signed with a key that is not in the set.
 * - `bad_signature`: not signed by the key that it names.
 * - `unsupported_version`: genuine, but this code is too old to read it.
 */
export type Refusal = 'malformed' | 'unknown_key' | 'bad_signature' | 'unsupported_version';

export type Verification =
  | { readonly ok: true; readonly payload: LicensePayload; readonly kid: string }
  | { readonly ok: false; readonly reason: Refusal };

export type LicenseTerm = 'scheduled' | 'in_force' | 'expired';

/**
 * Signs a license file.
 * @returns the file's whole text, ASCII with LF line ends; the same payload and key give the same text.
 * @throws {TypeError} when the key is not Ed25519, its id has other characters than `A-Za-z0-9._-`, or the payload
 * is not one that `verifyLicenseFile` would read back.
 */
export function signLicenseFile(payload: LicensePayload, key: { readonly kid: string; readonly privateKey: KeyObject }): string {
  if (key.privateKey.type !== 'private' || key.privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('A license file is signed with an Ed25519 private key');
  }
  if (!isKeyId(key.kid)) throw new TypeError(`A key id has 1 to 128 of A-Za-z0-9._-, not ${JSON.stringify(key.kid)}`);
  const json = JSON.stringify(payload);
  if (!isLicensePayload(JSON.parse(json))) throw new TypeError('The payload is not a license payload of version 1');
  const bytes = Buffer.from(json);
  return writeEnvelope({ payload: bytes, signature: sign(null, Buffer.concat([DOMAIN, bytes]), key.privateKey), kid: key.kid });
}

/**
 * Tells whether a license file is genuine, whatever its term: see `licenseTermOn` for that.
 * Never throws; nothing of the payload is looked at before the signature holds.
 * @param file the file as it was read: its bytes, or their text with nothing trimmed.
 */
export function verifyLicenseFile(file: string | Uint8Array, keySet: LicenseKeySet): Verification {
  const envelope = readEnvelope(typeof file === 'string' ? file : Buffer.from(file).toString('latin1'));
  if (!envelope) return { ok: false, reason: 'malformed' };
  const publicKey = findKey(keySet, envelope.kid);
  if (!publicKey) return { ok: false, reason: 'unknown_key' };
  if (!verify(null, Buffer.concat([DOMAIN, envelope.payload]), publicKey, envelope.signature)) {
    return { ok: false, reason: 'bad_signature' };
  }
  const payload = parse(envelope.payload);
  if (unknownVersionOf(payload) !== null) return { ok: false, reason: 'unsupported_version' };
  if (!isLicensePayload(payload)) return { ok: false, reason: 'malformed' };
  return { ok: true, payload, kid: envelope.kid };
}

/**
 * Where `date` lies in the licence's term, whose last day is included.
 * @param date a calendar date in the vendor's time zone, `YYYY-MM-DD`.
 * @throws {RangeError} when `date` is no such date.
 */
export function licenseTermOn(payload: LicensePayload, date: string): LicenseTerm {
  if (!isCalendarDate(date)) throw new RangeError(`Not a calendar date: ${date}`);
  const { valid_from, valid_until } = payload.license;
  if (date < valid_from) return 'scheduled';
  return valid_until !== null && date > valid_until ? 'expired' : 'in_force';
}

/** A key that cannot be used is as good as unknown. */
function findKey(keySet: LicenseKeySet, kid: string): KeyObject | null {
  const key = keySet.keys.find((candidate) => candidate.kid === kid);
  if (key?.kty !== 'OKP' || key.crv !== 'Ed25519') return null;
  try {
    return createPublicKey({ format: 'jwk', key: { kty: key.kty, crv: key.crv, x: key.x } });
  } catch {
    return null;
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
