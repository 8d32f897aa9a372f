import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Secrets that are shown to their owner and otherwise kept as SHA-256 only. The prefix tells people and scanners what leaked. */
export const TOKEN_PREFIXES = {
  machine: 'kbt_',
  refresh: 'kbr_',
  login_challenge: 'kbm_',
  invitation: 'kbi_',
  password_reset: 'kbp_',
  email_change: 'kbe_',
} as const;
export type TokenKind = keyof typeof TOKEN_PREFIXES;

export interface SecretToken {
  readonly token: string;
  readonly hash: Buffer;
}

/** 256 random bits. */
export function newToken(kind: 'machine' | 'refresh' | 'login_challenge'): SecretToken {
  return describeToken(kind, randomBytes(32));
}

/**
 * The secret of a mailed link, 256 bits derived from a key of the installation: the mail can be composed again while the
 * database alone gives nobody a link.
 */
export function linkToken(kind: 'invitation' | 'password_reset' | 'email_change', id: string, installationSecret: string): SecretToken {
  return describeToken(kind, createHmac('sha256', deriveKey(installationSecret, 'mailed links')).update(`${kind}\n${id}`).digest());
}

/**
 * What a shown token is looked up by; undefined for what cannot be one of that kind. Comparing hashes in an index tells by its
 * timing nothing of the token: who cannot choose the hash of a guess learns nothing from how much of it matches.
 */
export function tokenHash(kind: TokenKind, token: string): Buffer | undefined {
  const prefix = TOKEN_PREFIXES[kind];
  return token.startsWith(prefix) && token.length === prefix.length + 43 ? sha256(token) : undefined;
}

/** A key of 256 bits for one purpose, from the installation's secret (RFC 5869). */
export function deriveKey(installationSecret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', installationSecret, '', `kabinet auth: ${purpose}`, 32));
}

function describeToken(kind: TokenKind, bytes: Buffer): SecretToken {
  const token = `${TOKEN_PREFIXES[kind]}${bytes.toString('base64url')}`;
  return { token, hash: sha256(token) };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
