import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publicKeyIn, signerOf, sumsFaults } from './signature.ts';

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, pem, known: publicKeyIn(pem)! };
}

describe('a public key', () => {
  it('has one name however it is written', () => {
    const { pem, known } = newKey();
    expect(known.id).toMatch(/^[0-9a-f]{16}$/);
    expect(publicKeyIn(`\n${pem.replaceAll('\n', '\r\n')}`)).toEqual(known);
  });

  it('is nothing else', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const secret = newKey().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const text of ['', 'a key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', rsa, secret]) {
      expect(publicKeyIn(text)).toBeUndefined();
    }
  });
});

describe('a signature', () => {
  const sums = Buffer.from('a list');
  it('is that of the key which made it, and of no other', () => {
    const [first, second] = [newKey(), newKey()];
    const signature = sign(null, sums, second.privateKey);
    expect(signerOf(sums, signature, [first.known, second.known])).toBe(second.known);
    expect(signerOf(sums, signature, [first.known])).toBeUndefined();
    expect(signerOf(Buffer.from('another'), signature, [second.known])).toBeUndefined();
    expect(signerOf(sums, Buffer.from('short'), [second.known])).toBeUndefined();
  });
});

describe('the list of digests', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  it('vouches for every file of the release', () => {
    const files = [
      { file: 'образ 1.iso', sha256: a },
      { file: 'guide.pdf', sha256: b },
      { file: 'SHA256SUMS', sha256: '' },
      { file: 'SHA256SUMS.sig', sha256: '' },
    ];
    expect(sumsFaults(`${a}  образ 1.iso\r\n${b.toUpperCase()} *guide.pdf\n`, files)).toEqual([]);
    expect(sumsFaults(`${b}  образ 1.iso\n`, files).map(({ params }) => params)).toEqual([{ file: 'образ 1.iso' }, { file: 'guide.pdf' }]);
  });
});
