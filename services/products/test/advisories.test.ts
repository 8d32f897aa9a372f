import { member, serviceNamed, staff } from 'kabinet-program/testing';
import { productsContract } from '@kabinet/contracts/products';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csafDocument } from './csaf-document.ts';
import { portalWithProducts, SETUP_MS, type Organization } from './portal-with-products.ts';

const OS = 'horns-os';
const DB = 'hooves-db';

let world: Awaited<ReturnType<typeof portalWithProducts>>;
let holder: Organization;
let stranger: Organization;
beforeAll(async () => {
  world = await portalWithProducts([OS, DB]);
  [holder, stranger] = [await world.portal.organization('Holder'), await world.portal.organization('Stranger')];
  await world.sell(holder, OS);
  await world.portal.settle();
  await world.take({ id: 'WARM-UP', product: OS });
}, SETUP_MS);
afterAll(() => world.portal.stop());

async function events(id: string) {
  const rows = await world.portal.database.sql<{ event: { type: string; version: number; data: object } }>(
    `select event from products.outbox where event->>'subject' = $1 order by (event->>'version')::int`,
    [id],
  );
  return rows.map(({ event }) => event);
}

describe('a document that is taken in', () => {
  test('waits for staff, with what it says in the portal’s words', async () => {
    const advisory = await world.take({ id: 'SA-2026-001', product: OS, title: 'Overlong headers' });
    expect(advisory).toMatchObject({
      tracking_id: 'SA-2026-001',
      title: 'Overlong headers',
      status: 'draft',
      severity: 'high',
      score: 7.5,
      cves: ['CVE-2026-10001'],
      tlp: 'WHITE',
      document_status: 'final',
      document_version: '1',
      impact: null,
      published_at: null,
      products: [{ slug: OS, affected: ['<1.8.1'], fixed: ['1.8.1'], not_affected: [], under_investigation: [] }],
      publisher: 'Horns and Hooves',
      notes: [{ category: 'summary', title: 'Summary' }],
      vulnerabilities: [
        {
          cve: 'CVE-2026-10001',
          severity: 'high',
          cwe: 'CWE-400',
          vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
          description: 'The size of a header was not checked.',
          remediations: [{ category: 'vendor_fix', details: 'Install the fixed version.', url: null }],
        },
      ],
      history: [{ number: '1', summary: 'First release' }],
      unmatched: [],
    });
    for (const client of [world.customer(holder), world.customer(stranger)]) {
      await expect(client.getAdvisory({ params: { id: advisory.id } })).rejects.toMatchObject({ code: 'advisory_not_found' });
    }
    expect(await events(advisory.id)).toMatchObject([
      { type: 'advisory.imported', version: 1, data: { status: 'draft', tracking_id: 'SA-2026-001' } },
    ]);
  });

  test('changes nothing when it comes again', async () => {
    const once = await world.take({ id: 'SA-TWICE', product: OS });
    expect(await world.take({ id: 'SA-TWICE', product: OS })).toEqual(once);
    expect(await events(once.id)).toHaveLength(1);
    expect((await world.vendor.listAdvisoryRevisions({ params: { id: once.id } })).items).toHaveLength(1);
  });

  test('about none of the portal’s products is refused; those that are not are named to staff', async () => {
    await expect(world.take({ id: 'SA-FOREIGN', product: 'another-os' })).rejects.toMatchObject({
      code: 'advisory_invalid',
      errors: [{ pointer: '/product_tree', code: 'csaf_no_known_product' }],
    });
    const document = csafDocument({ id: 'SA-MIXED', product: OS });
    const foreign = { product_id: 'SSL', name: 'OpenSSL 3.0' };
    const product_tree = { ...document.product_tree, full_product_names: [foreign] };
    expect((await world.takeDocument({ ...document, product_tree })).unmatched).toEqual([foreign]);
  });

  test('may be sent by a token of the vendor that may do nothing else', async () => {
    const token = { kind: 'machine', id: crypto.randomUUID(), scopes: ['advisories:write'], organization: null } as const;
    const machine = world.portal.client(productsContract, token);
    const { id } = await machine.importAdvisory({ body: csafDocument({ id: 'SA-BY-TOKEN', product: OS }) });
    await expect(machine.publishAdvisory({ params: { id } })).rejects.toMatchObject({ code: 'advisory_not_found' });
    const bound = world.portal.client(productsContract, { ...token, organization: holder });
    await expect(bound.importAdvisory({ body: csafDocument({ id: 'SA-BOUND', product: OS }) })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('a document from the bucket', () => {
  const take = (document: string) =>
    world.portal.client(productsContract, serviceNamed('artifacts')).takeInAdvisory({ body: { document } });

  test('is kept byte by byte', async () => {
    const text = JSON.stringify(csafDocument({ id: 'SA-BUCKET', product: OS }), null, 3);
    const { id } = await take(text);
    expect(await world.vendor.getAdvisoryDocument({ params: { id } })).toBe(text);
    expect((await world.vendor.listAdvisoryRevisions({ params: { id } })).items).toMatchObject([{ source: 'bucket' }]);
  });

  test.each([
    ['{ "document":', 'csaf_not_json'],
    [JSON.stringify({ document: { title: 'NUL: \0' } }), 'csaf_not_storable'],
    ['{}', 'csaf_schema'],
  ])('is refused where it is %s', async (document, code) => {
    await expect(take(document)).rejects.toMatchObject({ code: 'advisory_invalid', errors: [{ code }] });
  });
});

describe('a published advisory', () => {
  test('is replaced by its later versions, and every version is kept', async () => {
    const { id } = await world.publish({ id: 'SA-LATER', product: OS });
    const revised = '2026-04-01T09:00:00Z';
    await world.take({ id: 'SA-LATER', product: OS, version: '2', fixed: '1.8.2', affected: '<1.8.2', revised });
    expect(await world.customer(holder).getAdvisory({ params: { id } })).toMatchObject({
      document_version: '2',
      revised_at: revised,
      products: [{ affected: ['<1.8.2'], fixed: ['1.8.2'] }],
      history: [{ number: '1' }, { number: '2' }],
    });
    const { items } = await world.vendor.listAdvisoryRevisions({ params: { id } });
    expect(items).toMatchObject([
      { number: 2, document_version: '2', source: 'api' },
      { number: 1, document_version: '1' },
    ]);
    const first = await world.vendor.getAdvisoryRevision({ params: { id, number: '1' } });
    expect(JSON.parse(first)).toEqual(csafDocument({ id: 'SA-LATER', product: OS }));
    expect((await events(id)).map(({ type }) => type)).toEqual(['advisory.imported', 'advisory.published', 'advisory.published']);
  });

  test('stays what it was when an earlier, changed or draft version comes', async () => {
    const { id } = await world.publish({ id: 'SA-FIRM', product: OS, version: '2' });
    const refused = async (change: object, code: string) =>
      expect(world.take({ id: 'SA-FIRM', product: OS, version: '2', ...change })).rejects.toMatchObject({ code });
    await refused({ version: '1' }, 'advisory_version_outdated');
    await refused({ title: 'Another title' }, 'advisory_version_taken');
    await refused({ version: '3', status: 'draft' }, 'advisory_document_draft');
    await refused({ id: 'sa-firm' }, 'advisory_conflict');
    expect(await world.vendor.getAdvisory({ params: { id } })).toMatchObject({ document_version: '2', title: 'Advisory SA-FIRM' });
  });

  test('can be taken back with a reason, and published again', async () => {
    const { id } = await world.publish({ id: 'SA-BACK', product: OS });
    await expect(world.vendor.publishAdvisory({ params: { id } })).rejects.toMatchObject({ code: 'advisory_already_published' });
    expect(await world.vendor.withdrawAdvisory({ params: { id }, body: { reason: 'A false alarm' } })).toMatchObject({
      status: 'withdrawn',
      withdrawal_reason: 'A false alarm',
    });
    await expect(world.customer(holder).getAdvisory({ params: { id } })).rejects.toMatchObject({ code: 'advisory_not_found' });
    await expect(world.vendor.withdrawAdvisory({ params: { id }, body: { reason: 'Again' } })).rejects.toMatchObject({
      code: 'advisory_not_published',
    });
    await world.vendor.publishAdvisory({ params: { id } });
    expect(await world.customer(holder).getAdvisory({ params: { id } })).toMatchObject({ status: 'published', withdrawal_reason: null });
    expect((await events(id)).map(({ type }) => type)).toEqual([
      'advisory.imported',
      'advisory.published',
      'advisory.withdrawn',
      'advisory.published',
    ]);
  });

  test('was neither a draft nor restricted', async () => {
    const draft = await world.take({ id: 'SA-DRAFT', product: OS, status: 'draft' });
    await expect(world.vendor.publishAdvisory({ params: { id: draft.id } })).rejects.toMatchObject({ code: 'advisory_document_draft' });
    const red = await world.take({ id: 'SA-RED', product: OS, tlp: 'RED' });
    await expect(world.vendor.publishAdvisory({ params: { id: red.id } })).rejects.toMatchObject({ code: 'advisory_restricted' });
  });
});

describe('who sees a published advisory', () => {
  test.each([
    ['WHITE', true],
    ['GREEN', false],
    ['AMBER', false],
    [null, false],
  ] as const)('marked %s: holders of the product, everybody else: %s', async (tlp, everybody) => {
    const { id } = await world.publish({ id: `SA-TLP-${tlp}`, product: OS, tlp });
    expect((await world.customer(holder).getAdvisory({ params: { id } })).id).toBe(id);
    const foreign = world.customer(stranger);
    const seen = await foreign.getAdvisory({ params: { id } }).then(
      () => true,
      (error: unknown) => (error as { code: string }).code,
    );
    expect(seen).toBe(everybody || 'advisory_not_found');
    const listed = (await foreign.listAdvisories({ query: { q: `SA-TLP-${tlp}` } })).items;
    expect(listed.map((item) => item.id)).toEqual(everybody ? [id] : []);
    const document = foreign.getAdvisoryDocument({ params: { id } });
    if (everybody) expect(JSON.parse(await document)).toMatchObject({ document: { tracking: { id: `SA-TLP-${tlp}` } } });
    else await expect(document).rejects.toMatchObject({ code: 'advisory_not_found' });
  });

  test('not who has lost the licence', { timeout: SETUP_MS }, async () => {
    const organization = await world.portal.organization('Former holder');
    await world.sell(organization, DB);
    await world.portal.settle();
    const { id } = await world.publish({ id: 'SA-LOST', product: DB, tlp: 'AMBER' });
    expect((await world.customer(organization).getAdvisory({ params: { id } })).id).toBe(id);
    await world.portal.database.sql(`update products.holding set decision = 'revoked' where organization_id = $1`, [
      organization.organization_id,
    ]);
    await expect(world.customer(organization).getAdvisory({ params: { id } })).rejects.toMatchObject({ code: 'advisory_not_found' });
  });
});

describe('the list', () => {
  beforeAll(async () => {
    await world.publish({ id: 'LIST-1', product: DB, cve: 'CVE-2026-20001', revised: '2026-05-01T00:00:00.000Z', version: '2' });
    await world.publish({ id: 'LIST-2', product: DB, cve: 'CVE-2026-20002', revised: '2026-06-01T00:00:00.000Z', version: '2' });
    await world.take({ id: 'LIST-3', product: DB });
  }, SETUP_MS);

  const found = async (query: object, client?: typeof world.vendor) =>
    (await (client ?? world.vendor).listAdvisories({ query: { q: 'LIST-', ...query } })).items.map((item) => item.tracking_id);

  test('has filters', async () => {
    expect(await found({})).toEqual(['LIST-2', 'LIST-1', 'LIST-3']);
    expect(await found({ sort: 'revised_at' })).toEqual(['LIST-3', 'LIST-1', 'LIST-2']);
    expect(await found({ cve: 'cve-2026-20001' })).toEqual(['LIST-1']);
    expect(await found({ q: '2026-2000' })).toEqual(['LIST-2', 'LIST-1']);
    expect(await found({ status: ['draft'] })).toEqual(['LIST-3']);
    expect(await found({ severity: ['critical'] })).toEqual([]);
    expect(await found({ severity: ['high'], revised_from: '2026-05-01', revised_until: '2026-05-31' })).toEqual(['LIST-1']);
    expect(await found({ product_id: [world.products.get(OS)] })).toEqual([]);
    expect(await found({ product_id: [world.products.get(DB)] })).toHaveLength(3);
    expect(await found({}, world.customer(stranger))).toEqual(['LIST-2', 'LIST-1']);
    expect(await found({ status: ['draft'] }, world.customer(stranger))).toEqual([]);
  });

  test('refuses what is no CVE', async () => {
    await expect(found({ cve: 'CVE-26-1' })).rejects.toMatchObject({ errors: [{ pointer: '?cve', code: 'invalid_format' }] });
  });

  test('pages through everything once', async () => {
    const reader = world.vendor;
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reader.listAdvisories({ query: { limit: 2, sort: '-score', ...(cursor ? { cursor } : {}) } });
      ids.push(...page.items.map((item) => item.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((await reader.listAdvisories({ query: { count: true } })).total ?? 0);
  });
});

test('advisories are not for who has them switched off, nor staff’s work for customers', async () => {
  const blind = world.portal.client(productsContract, member(holder, 'owner', ['advisories']));
  await expect(blind.listAdvisories({ query: {} })).rejects.toMatchObject({ code: 'forbidden' });
  for (const principal of [member(holder, 'owner'), staff('auditor'), staff('account_manager')]) {
    const client = world.portal.client(productsContract, principal);
    await expect(client.importAdvisory({ body: csafDocument({ id: 'SA-X', product: OS }) })).rejects.toMatchObject({ code: 'forbidden' });
  }
});
