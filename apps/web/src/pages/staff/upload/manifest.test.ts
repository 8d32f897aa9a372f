import { faultsOf } from '@kabinet/contract/validation';
import { ReleaseManifest } from '@kabinet/contracts/artifacts/manifest';
import { expect, test } from 'vitest';
import { manifestOf } from './manifest.ts';

const now = new Date('2026-11-27T09:00:00Z');
const values = {
  product: 'horns-os',
  version: '2.0',
  kind: 'security',
  channel: 'lts',
  released_at: '',
  notes_ru: 'Исправления',
  notes_en: ' ',
  fixes: 'CVE-2026-1234, HOS-7\nHOS-8',
} as const;
const file = { name: 'a.iso', size: 1, modified: 1, kind: 'image', platform: ' x86_64 ', sha256: 'a'.repeat(64) } as const;

test('what was said becomes a manifest that the portal takes', () => {
  const manifest = manifestOf(values, [file, { ...file, name: 'b.pdf', kind: 'documentation', platform: '' }], now);
  expect(faultsOf(ReleaseManifest, manifest)).toEqual([]);
  expect(manifest).toMatchObject({
    released_at: '2026-11-27T09:00:00.000Z',
    fixes: ['CVE-2026-1234', 'HOS-7', 'HOS-8'],
    artifacts: [{ file: 'a.iso', platform: 'x86_64' }, { file: 'b.pdf' }],
  });
  expect(manifest.notes).toEqual({ ru: 'Исправления' });
  expect(manifestOf({ ...values, released_at: '2026-12-01T12:00', fixes: '' }, [file], now)).toMatchObject({
    released_at: new Date('2026-12-01T12:00').toISOString(),
  });
});
