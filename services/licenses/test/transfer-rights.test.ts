import { licensesContract } from '@kabinet/contracts/licenses';
import { member, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { licenses } from './fixture.ts';
import { buildFamily, issue, managerOf, newKey, type Family, type Organization } from './transfer-fixture.ts';

let portal: TestPortal;
let family: Family;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  family = await buildFamily(portal);
});
afterAll(() => portal.stop());

/** Units of a licence of `from`, moved by its manager. */
async function give(from: Organization, license: string, to: Organization, quantity: number) {
  const call = { params: { id: license }, body: { to_cabinet_id: to.organization_id, quantity } };
  return licenses(portal, managerOf(from)).transferLicense(call, newKey());
}

describe('a receiver', () => {
  test('whom the caller does not see is answered like one that does not exist', async () => {
    const { daughter, sister, stranger, product } = family;
    const { license } = await issue(portal, daughter, product);
    for (const to_cabinet_id of [sister.organization_id, stranger.organization_id, randomUUIDv7()]) {
      const call = { params: { id: license }, body: { to_cabinet_id, quantity: 1 } };
      await expect(licenses(portal, managerOf(daughter)).transferLicense(call, newKey())).rejects.toMatchObject({
        code: 'invalid_body',
        errors: [{ pointer: '/to_cabinet_id', code: 'not_found' }],
      });
    }
  });

  test('beside the giver or above it is for the vendor, unless units came from there', async () => {
    const { holding, daughter, sister, product } = family;
    const { license } = await issue(portal, daughter, product);
    const owner = licenses(portal, member(holding, 'owner'));
    for (const to of [sister, holding]) {
      const call = { params: { id: license }, body: { to_cabinet_id: to.organization_id, quantity: 1 } };
      await expect(owner.transferLicense(call, newKey())).rejects.toMatchObject({ code: 'direction_not_allowed' });
    }
  });

  test('above, from whom units came by whatever way, takes them back from who sees nothing of it', async () => {
    const { holding, daughter, granddaughter, product } = family;
    const { license } = await issue(portal, holding, product);
    const first = await give(holding, license, daughter, 6);
    const second = await give(daughter, first.to_license_id ?? '', granddaughter, 4);
    const manager = licenses(portal, managerOf(granddaughter));
    const call = { params: { id: second.to_license_id ?? '' }, body: { to_cabinet_id: holding.organization_id, quantity: 3 } };
    const preview = await manager.previewLicenseTransfer(call);
    expect(preview).toMatchObject({ to_cabinet: { name: 'Холдинг' }, transfers: [{ receiver: null, to_license: null }] });
    expect(await manager.transferLicense(call, newKey())).toMatchObject({ status: 'done', to_license_id: null, to_license_number: null });
    expect(await licenses(portal).getLicense({ params: { id: license } })).toMatchObject({ quantity: 7 });
  });
});

describe('the list', () => {
  test('shows a transfer to both sides, once to who sees both, and to each no more than its own', async () => {
    const { holding, daughter, sister, stranger, product } = family;
    const { license } = await issue(portal, holding, product);
    const { id, to_license_id } = await give(holding, license, daughter, 2);
    const list = async (who: Organization, query = {}) =>
      (await portal.client(licensesContract, member(who, 'viewer')).listTransfers({ query })).items.filter((item) => item.id === id);
    expect(await list(holding)).toMatchObject([{ license_id: license, to_license_id }]);
    expect(await list(holding, { cabinet_id: holding.organization_id, descendants: false })).toHaveLength(1);
    expect(await list(holding, { side: 'giver' })).toHaveLength(1);
    expect(await list(daughter)).toMatchObject([
      { license_id: null, license_number: null, to_license_id, from_cabinet: { name: 'Холдинг' } },
    ]);
    expect(await list(daughter, { side: 'giver' })).toEqual([]);
    expect(await list(daughter, { license_id: to_license_id ?? '' })).toHaveLength(1);
    expect(await list(daughter, { license_id: license })).toEqual([]);
    expect(await list(sister)).toEqual([]);
    expect(await list(stranger)).toEqual([]);
  });
});

describe('many licences at once', () => {
  test('all move, and have the batch in common', async () => {
    const { holding, daughter, product } = family;
    const both = [await issue(portal, holding, product), await issue(portal, holding, product)];
    const body = { to_cabinet_id: daughter.organization_id, licenses: both.map(({ license }) => ({ license_id: license, quantity: 5 })) };
    const manager = licenses(portal, managerOf(holding));
    expect((await manager.previewTransfers({ body })).transfers).toHaveLength(2);
    const { items } = await manager.transferLicenses({ body }, newKey());
    expect(items.map(({ license_id }) => license_id)).toEqual(both.map(({ license }) => license));
    expect(new Set(items.map(({ batch_id }) => batch_id)).size).toBe(1);
  });

  test('or none, when one of them cannot', async () => {
    const { holding, daughter, product } = family;
    const [good, short] = [await issue(portal, holding, product), await issue(portal, holding, product, { quantity: 3 })];
    const body = {
      to_cabinet_id: daughter.organization_id,
      licenses: [good, short].map(({ license }) => ({ license_id: license, quantity: 5 })),
    };
    const manager = licenses(portal, managerOf(holding));
    await expect(manager.transferLicenses({ body }, newKey())).rejects.toMatchObject({ code: 'not_enough_units' });
    expect((await manager.getLicense({ params: { id: good.license } })).quantity).toBe(10);
    const foreign = await issue(portal, family.stranger, product);
    const mixed = { ...body, licenses: [good, foreign].map(({ license }) => ({ license_id: license, quantity: 1 })) };
    await expect(manager.transferLicenses({ body: mixed }, newKey())).rejects.toMatchObject({
      errors: [{ pointer: '/licenses/1/license_id', code: 'not_found' }],
    });
  });

  test('name each licence once, and of one giver', async () => {
    const { holding, daughter, granddaughter, product } = family;
    const [own, below] = [await issue(portal, holding, product), await issue(portal, daughter, product)];
    const manager = licenses(portal, managerOf(holding));
    const ask = (ids: string[]) =>
      manager.transferLicenses(
        { body: { to_cabinet_id: granddaughter.organization_id, licenses: ids.map((license_id) => ({ license_id, quantity: 1 })) } },
        newKey(),
      );
    await expect(ask([own.license, own.license])).rejects.toMatchObject({ errors: [{ code: 'transferred_twice' }] });
    await expect(ask([own.license, below.license])).rejects.toMatchObject({ errors: [{ code: 'different_givers' }] });
  });
});

describe('a certificate', () => {
  test('moves with the licence that it covers', async () => {
    const { holding, daughter, product } = family;
    const { license, certificate } = await issue(portal, holding, product);
    const manager = licenses(portal, managerOf(holding));
    const call = { params: { id: certificate }, body: { to_cabinet_id: daughter.organization_id, quantity: 4 } };
    expect(await manager.previewCertificateTransfer(call)).toMatchObject({ transfers: [{ license_id: license, giver: { after: 6 } }] });
    const transfer = await manager.transferCertificate(call, newKey());
    expect(transfer).toMatchObject({ license_id: license, certificates: [{ certificate: { id: certificate }, quantity: 4 }] });
  });

  test('that covers several must be told which of them', async () => {
    const { holding, daughter, product } = family;
    const both = [await issue(portal, holding, product), await issue(portal, holding, product)];
    const covering = {
      license_ids: both.map(({ license }) => license),
      level: 'standard',
      valid_from: '2026-01-01',
      valid_until: '2026-12-31',
    };
    const { id } = await licenses(portal).issueCertificate({ body: covering }, newKey());
    const manager = licenses(portal, managerOf(holding));
    const body = { to_cabinet_id: daughter.organization_id, quantity: 10 };
    await expect(manager.transferCertificate({ params: { id }, body }, newKey())).rejects.toMatchObject({
      code: 'certificate_covers_several',
    });
    const other = { ...body, license_id: randomUUIDv7() };
    await expect(manager.transferCertificate({ params: { id }, body: other }, newKey())).rejects.toMatchObject({
      errors: [{ pointer: '/license_id', code: 'license_not_covered' }],
    });
    const named = { ...body, license_id: both[1]?.license ?? '' };
    expect((await manager.transferCertificate({ params: { id }, body: named }, newKey())).certificates).toHaveLength(2);
    // Of the one that covered two licences, ten units went along; those of the other licence stayed.
    expect(await manager.getCertificate({ params: { id } })).toMatchObject({
      licenses: expect.arrayContaining([expect.objectContaining({ quantity: 10 })]),
    });
  });
});
