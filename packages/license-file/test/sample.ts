import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { LicenseKey, LicensePayload } from '../src/license-file.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly published: LicenseKey;
}

/** A key made from a seed of 32 equal bytes, so that samples stay the same (RFC 8410 has the DER prefix). */
export function keyFromSeed(kid: string, seed: number): SigningKey {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('An Ed25519 key has an x');
  return { kid, privateKey, published: { kid, kty: 'OKP', crv: 'Ed25519', x } };
}

export const samplePayload: LicensePayload = {
  version: 1,
  license: {
    id: '018f3c5e-0000-7000-8000-000000000001',
    number: 'L-2026-000117',
    quantity: 25,
    parameters: { edition: 'server', architecture: 'x86_64' },
    versions: '1.x',
    valid_from: '2026-12-01',
    valid_until: '2027-11-30',
  },
  product: { id: '018f3c5e-0000-7000-8000-000000000002', slug: 'horns-os', name: { ru: 'Рога ОС', en: 'Horns OS' } },
  organization: { id: '018f3c5e-0000-7000-8000-000000000003', name: 'ПАО «Пример»', inn: '5813734335', kpp: '581301001' },
  certificates: [{ number: 'C-2026-000321', level: 'privileged', valid_from: '2026-12-01', valid_until: '2027-11-30' }],
  issued_at: '2026-11-20T09:00:00Z',
  verify_url: 'https://portal.example/verify/6m1n0q2v8t4k3s7r9w5x1y',
};
