import { Secret, TOTP } from 'otpauth';

/** Time-based one-time passwords (RFC 6238) as every authenticator app knows them: SHA-1, six digits, thirty seconds. */

const PERIOD_S = 30;
/** Steps before and after the present one whose codes are taken too: clocks differ, and typing takes time. */
const WINDOW = 1;
const SECRET_BYTES = 20;

export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: SECRET_BYTES }).bytes);
}

/** How the secret reaches the app: the URI that apps read as a QR code, and the Base32 text for who types it. */
export function totpSetup(secret: Uint8Array, label: string, issuer: string): { secret: string; otpauth_uri: string } {
  const totp = totpOf(secret, { label, issuer });
  return { secret: totp.secret.base32, otpauth_uri: totp.toString() };
}

/**
 * The time step whose code this is; undefined for a wrong code, and for one of `lastStep` or before, which was shown already
 * (RFC 6238, 5.2). `now` in milliseconds since the epoch.
 */
export function acceptedStep(secret: Uint8Array, code: string, lastStep: number | null, now: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: WINDOW });
  if (delta === null) return undefined;
  const step = TOTP.counter({ period: PERIOD_S, timestamp: now }) + delta;
  return lastStep === null || step > lastStep ? step : undefined;
}

function totpOf(secret: Uint8Array, names: { label?: string; issuer?: string } = {}): TOTP {
  return new TOTP({ ...names, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }), digits: 6, period: PERIOD_S });
}
