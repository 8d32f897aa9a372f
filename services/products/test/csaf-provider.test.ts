import { productsContract } from '@kabinet/contracts/products';
import { anonymous } from '@kabinet/contract/principal';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csafDocument } from './csaf-document.ts';
import { portalWithProducts, SETUP_MS } from './portal-with-products.ts';

const OS = 'horns-os';
const URL = 'http://localhost:8080';
const NOW = new Date('2026-07-01T12:00:00Z');

let world: Awaited<ReturnType<typeof portalWithProducts>>;
beforeAll(async () => {
  const environment = { SECURITY_CONTACT: 'mailto:security@horns.example', SECURITY_POLICY_URL: 'https://horns.example/policy' };
  world = await portalWithProducts([OS], { now: NOW, environment });
  await world.publish({ id: 'SA-2026-001', product: OS });
  await world.publish({ id: 'SA:2026/002', product: OS, version: '2', revised: '2026-06-01T00:00:00.000Z' });
  await world.publish({ id: 'SA-AMBER', product: OS, tlp: 'AMBER' });
  await world.publish({ id: 'SA-UNLABELLED', product: OS, tlp: null });
  await world.take({ id: 'SA-DRAFT', product: OS });
}, SETUP_MS);
afterAll(() => world.portal.stop());

const anyone = () => world.portal.client(productsContract, anonymous);

describe('the public provider', () => {
  test('names itself and where its documents are', async () => {
    expect(JSON.parse(await anyone().getCsafProvider({}))).toEqual({
      canonical_url: `${URL}/.well-known/csaf/provider-metadata.json`,
      distributions: [
        { directory_url: `${URL}/.well-known/csaf/white/` },
        { rolie: { feeds: [{ summary: 'TLP:WHITE', tlp_label: 'WHITE', url: `${URL}/.well-known/csaf/white/feed.json` }] } },
      ],
      last_updated: NOW.toISOString().replace('.000', ''),
      list_on_CSAF_aggregators: true,
      metadata_version: '2.0',
      mirror_on_CSAF_aggregators: true,
      publisher: { category: 'vendor', name: 'ООО «Рога и копыта»', namespace: URL, contact_details: 'mailto:security@horns.example' },
      role: 'csaf_provider',
    });
  });

  test('lists what is TLP:WHITE and published, and nothing else', async () => {
    expect(await anyone().getCsafIndex({})).toBe('2026/sa_2026_002.json\n2026/sa-2026-001.json\n');
    expect(await anyone().getCsafChanges({})).toBe(
      '"2026/sa_2026_002.json","2026-06-01T00:00:00Z"\n"2026/sa-2026-001.json","2026-03-02T09:00:00Z"\n',
    );
    const { feed } = JSON.parse(await anyone().getCsafFeed({})) as { feed: { entry: { id: string; link: { href: string }[] }[] } };
    expect(feed.entry.map(({ id }) => id)).toEqual(['SA:2026/002', 'SA-2026-001']);
    expect(feed.entry[1]?.link.map(({ href }) => href)).toEqual([
      `${URL}/.well-known/csaf/white/2026/sa-2026-001.json`,
      `${URL}/.well-known/csaf/white/2026/sa-2026-001.json.sha256`,
      `${URL}/.well-known/csaf/white/2026/sa-2026-001.json.sha512`,
    ]);
  });

  test('gives each document with hashes that fit', async () => {
    const file = (name: string, year = '2026') => anyone().getCsafFile({ params: { year, file: name } });
    const document = await file('sa-2026-001.json');
    expect(JSON.parse(document)).toEqual(csafDocument({ id: 'SA-2026-001', product: OS }));
    for (const algorithm of ['sha256', 'sha512']) {
      const digest = createHash(algorithm).update(document).digest('hex');
      expect(await file(`sa-2026-001.json.${algorithm}`)).toBe(`${digest}  sa-2026-001.json\n`);
    }
  });

  test.each([
    ['2025', 'sa-2026-001.json'],
    ['2026', 'sa-amber.json'],
    ['2026', 'sa-unlabelled.json'],
    ['2026', 'sa-draft.json'],
    ['2026', 'sa-draft.json.sha256'],
    ['2026', 'nothing.json'],
  ])('has nothing at %s/%s', async (year, file) => {
    await expect(anyone().getCsafFile({ params: { year, file } })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('forgets what is withdrawn', async () => {
    const { id } = await world.publish({ id: 'SA-GONE', product: OS });
    expect(await anyone().getCsafIndex({})).toContain('sa-gone');
    await world.vendor.withdrawAdvisory({ params: { id }, body: { reason: 'A mistake' } });
    expect(await anyone().getCsafIndex({})).not.toContain('sa-gone');
    await expect(anyone().getCsafFile({ params: { year: '2026', file: 'sa-gone.json' } })).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('security.txt says whom to tell, and does not outlive a quarter', async () => {
  expect(await anyone().getSecurityTxt({})).toBe(
    [
      'Contact: mailto:security@horns.example',
      'Expires: 2026-09-29T00:00:00.000Z',
      'Preferred-Languages: ru, en',
      `Canonical: ${URL}/.well-known/security.txt`,
      'Policy: https://horns.example/policy',
      `CSAF: ${URL}/.well-known/csaf/provider-metadata.json`,
      '',
    ].join('\n'),
  );
});
