import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { SigningKeys } from './signing-keys.ts';

async function publicJwk(kid: string): Promise<JWK> {
  const { publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { ...(await exportJWK(publicKey)), kid };
}

describe('signing keys', () => {
  it('are looked up again for a new key id, but not more often than every ten seconds', async () => {
    const published = [await publicJwk('old')];
    let asked = 0;
    let now = 0;
    const fetchKeys = async (): Promise<JWK[]> => {
      asked += 1;
      return published;
    };
    const keys = new SigningKeys(fetchKeys, () => now);
    const found = async (kid: string): Promise<boolean> => (await keys.find(kid)) !== undefined;
    expect(await Promise.all([found('old'), found('old')])).toEqual([true, true]);
    published.push(await publicJwk('new'));
    now = 9_999;
    expect([await found('new'), asked]).toEqual([false, 1]);
    now = 10_000;
    expect([await found('new'), await found('old'), asked]).toEqual([true, true, 2]);
  });

  it('are asked for again after a failure at once', async () => {
    const key = await publicJwk('one');
    let down = true;
    const keys = new SigningKeys(
      async () => {
        if (down) throw new Error('down');
        return [key];
      },
      () => 0,
    );
    await expect(keys.find('one')).rejects.toThrow('down');
    down = false;
    expect(await keys.find('one')).toBeDefined();
  });

  it('of another kind are not ours', async () => {
    const rsa = { kty: 'RSA', kid: 'rsa', n: 'AQAB', e: 'AQAB' };
    expect(
      await new SigningKeys(
        async () => [rsa],
        () => 0,
      ).find('rsa'),
    ).toBeUndefined();
  });
});
