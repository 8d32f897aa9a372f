import { calculateJwkThumbprint } from 'jose';
import { sign, verify, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clearedRefreshCookie, refreshCookie } from './refresh-cookie.ts';
import { linkToken, newToken, tokenHash } from './secret-token.ts';
import { generateSigningKey, openSigningKey } from './signing-key.ts';

describe('secret tokens', () => {
  it('are 256 bits behind a prefix and are found by their hash', () => {
    const { token, hash } = newToken('machine');
    expect(token).toMatch(/^kbt_[\w-]{43}$/);
    expect(tokenHash('machine', token)).toEqual(hash);
    expect(tokenHash('refresh', token)).toBeUndefined();
    expect(tokenHash('machine', `${token}x`)).toBeUndefined();
    expect(newToken('machine').token).not.toBe(token);
  });
  it('of links are the same for the same id, kind and secret only', () => {
    const link = linkToken('invitation', 'id', 'secret').token;
    expect(linkToken('invitation', 'id', 'secret').token).toBe(link);
    for (const other of [linkToken('invitation', 'id', 'other'), linkToken('invitation', 'other', 'secret')]) {
      expect(other.token).not.toBe(link);
    }
    expect(linkToken('password_reset', 'id', 'secret').token.slice(4)).not.toBe(link.slice(4));
  });
});

describe('signing keys', () => {
  it('open under the secret they were made with, and sign for their public half', async () => {
    const stored = generateSigningKey('secret');
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: stored.public_key };
    const signature = sign(null, Buffer.from('text'), openSigningKey(stored, 'secret'));
    expect(verify(null, Buffer.from('text'), createPublicKey({ key: jwk, format: 'jwk' }), signature)).toBe(true);
    expect(stored.id).toBe(await calculateJwkThumbprint(jwk));
  });
  it('do not open under another secret, id or content', () => {
    const stored = generateSigningKey('secret');
    const altered = Buffer.from(stored.private_key);
    altered.writeUInt8(altered.readUInt8(40) ^ 1, 40);
    expect(() => openSigningKey(stored, 'other')).toThrow('another KABINET_SECRET');
    expect(() => openSigningKey({ ...stored, id: 'other' }, 'secret')).toThrow();
    expect(() => openSigningKey({ ...stored, private_key: altered }, 'secret')).toThrow();
  });
});

describe('the refresh cookie', () => {
  const now = new Date('2026-11-23T09:00:00Z');
  it('is for its path only, and for HTTPS where the portal has it', () => {
    const expiresAt = new Date('2026-11-23T09:01:00Z');
    const plain = 'kabinet_refresh=kbr_x; HttpOnly; SameSite=Strict; Path=/api/v1/jwt; Max-Age=60';
    expect(refreshCookie('kbr_x', expiresAt, now, { publicUrl: 'http://localhost' })).toBe(plain);
    expect(refreshCookie('kbr_x', expiresAt, now, { publicUrl: 'https://kabinet.example' })).toBe(`${plain}; Secure`);
  });
  it('is removed by an empty one', () => {
    expect(clearedRefreshCookie({ publicUrl: 'http://localhost' })).toContain(
      'kabinet_refresh=; HttpOnly; SameSite=Strict; Path=/api/v1/jwt; Max-Age=0',
    );
  });
});
