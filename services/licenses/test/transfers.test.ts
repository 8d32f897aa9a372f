import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { licenses } from './fixture.ts';
import { buildFamily, holdings, issue, managerOf, newKey, type Family } from './transfer-fixture.ts';

let portal: TestPortal;
let family: Family;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  family = await buildFamily(portal);
});
afterAll(() => portal.stop());

describe('a transfer', () => {
  test('of a part leaves the rest, makes the receiver a licence of its own, and takes certificates along in proportion', async () => {
    const { holding, daughter, product } = family;
    const { license, certificate } = await issue(portal, holding, product);
    const manager = licenses(portal, managerOf(holding));
    const to_cabinet_id = daughter.organization_id;
    const params = { id: license };
    const preview = await manager.previewLicenseTransfer({ params, body: { to_cabinet_id, quantity: 3 } });
    expect(preview).toMatchObject({
      from_cabinet: { name: 'Холдинг' },
      to_cabinet: { name: 'Дочь' },
      status: 'done',
      transfers: [
        {
          quantity: 3,
          giver: { before: 10, after: 7 },
          receiver: { before: 0, after: 3 },
          to_license: null,
          certificates: [{ id: certificate, share: 3, quantity: 3, giver: { before: 10, after: 7 }, receiver: { before: 0, after: 3 } }],
        },
      ],
    });
    const transfer = await manager.transferLicense({ params, body: { to_cabinet_id, quantity: 3 } }, newKey());
    expect(transfer).toMatchObject({ license_id: license, quantity: 3, status: 'done', created_by: 'customer', batch_id: null });
    expect(transfer.to_license_number).not.toBe(transfer.license_number);
    expect(await manager.getLicense({ params })).toMatchObject({
      quantity: 7,
      history: [{ what: 'given', details: { quantity: 3, cabinet: { name: 'Дочь' } } }, { what: 'issued' }],
      certificates: [{ id: certificate, quantity: 7 }],
    });
    const received = await licenses(portal, member(daughter, 'viewer')).getLicense({ params: { id: transfer.to_license_id ?? '' } });
    expect(received).toMatchObject({
      quantity: 3,
      purchase_id: null,
      valid_until: '2026-12-31',
      history: [{ what: 'received', details: { quantity: 3, cabinet: { name: 'Холдинг' } } }],
      certificates: [{ quantity: 3, level: 'standard' }],
    });
  });

  test('of the rest makes the same licence grow; the giver keeps its own with no units', async () => {
    const { holding, daughter, product } = family;
    const { license } = await issue(portal, holding, product);
    const manager = licenses(portal, managerOf(holding));
    const params = { id: license };
    const first = await manager.transferLicense({ params, body: { to_cabinet_id: daughter.organization_id, quantity: 4 } }, newKey());
    const second = await manager.transferLicense({ params, body: { to_cabinet_id: daughter.organization_id, quantity: 6 } }, newKey());
    expect(second.to_license_id).toBe(first.to_license_id);
    expect(await manager.getLicense({ params })).toMatchObject({ quantity: 0, certificates: [{ quantity: 0 }] });
    expect(await manager.getLicense({ params: { id: second.to_license_id ?? '' } })).toMatchObject({
      quantity: 10,
      certificates: [{ quantity: 10 }],
    });
  });

  test('comes back whole, and is then no transfer that could come back again', async () => {
    const { holding, daughter, product } = family;
    const { license } = await issue(portal, holding, product);
    const params = { id: license };
    const transfer = await licenses(portal, managerOf(holding)).transferLicense(
      { params, body: { to_cabinet_id: daughter.organization_id, quantity: 7 } },
      newKey(),
    );
    const receiver = licenses(portal, managerOf(daughter));
    const returned = await receiver.returnTransfer({ params: { id: transfer.id } }, newKey());
    expect(returned).toMatchObject({ status: 'returned', license_id: null, from_cabinet: { name: 'Холдинг' } });
    expect(await licenses(portal).getLicense({ params })).toMatchObject({ quantity: 10, certificates: [{ quantity: 10 }] });
    await expect(receiver.returnTransfer({ params: { id: transfer.id } }, newKey())).rejects.toMatchObject({ code: 'transfer_not_done' });
  });

  test('needs a key, and the same key is the same transfer', async () => {
    const { sister, holding, product } = family;
    const { license } = await issue(portal, holding, product);
    const manager = licenses(portal, managerOf(holding));
    const call = { params: { id: license }, body: { to_cabinet_id: sister.organization_id, quantity: 2 } };
    await expect(manager.transferLicense(call)).rejects.toMatchObject({ code: 'idempotency_key_required' });
    const key = newKey();
    const once = await manager.transferLicense(call, key);
    expect(await manager.transferLicense(call, key)).toEqual(once);
    expect((await manager.getLicense({ params: { id: license } })).quantity).toBe(8);
  });
});

test('staff move units anywhere, to another tree too', async () => {
  const { daughter, sister, stranger, product } = family;
  const { license } = await issue(portal, daughter, product);
  const client = licenses(portal, staff('account_manager'));
  const params = { id: license };
  await client.transferLicense({ params, body: { to_cabinet_id: sister.organization_id, quantity: 1 } }, newKey());
  const before = await holdings(portal, stranger);
  const beyond = await client.transferLicense({ params, body: { to_cabinet_id: stranger.organization_id, quantity: 2 } }, newKey());
  expect(beyond.status).toBe('done');
  expect(await holdings(portal, stranger)).toEqual({ units: before.units + 2, covered: before.covered + 2 });
  const owner = licenses(portal, member(stranger, 'owner'));
  expect(await owner.getTransfer({ params: { id: beyond.id } })).toMatchObject({
    license_id: null,
    license_number: null,
    from_cabinet: { name: 'Дочь' },
    certificates: [{ certificate: null }],
  });
  await expect(owner.returnTransfer({ params: { id: beyond.id } }, newKey())).rejects.toMatchObject({ code: 'direction_not_allowed' });
});
