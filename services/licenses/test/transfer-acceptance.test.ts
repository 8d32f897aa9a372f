import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { licenses } from './fixture.ts';
import { buildFamily, issue, managerOf, newKey, type Family } from './transfer-fixture.ts';

let portal: TestPortal;
let family: Family;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  family = await buildFamily(portal);
  const owner = licenses(portal, member(family.holding, 'owner'));
  await owner.changeTransferSettings({ params: { id: family.holding.organization_id }, body: { acceptance: true } });
});
afterAll(() => portal.stop());

/** A licence of ten units at the holding, of which so many wait for the daughter. */
async function offer(quantity: number) {
  const { holding, daughter, product } = family;
  const issued = await issue(portal, holding, product);
  const params = { id: issued.license };
  const transfer = await licenses(portal, managerOf(holding)).transferLicense(
    { params, body: { to_cabinet_id: daughter.organization_id, quantity } },
    newKey(),
  );
  return { ...issued, params, step: { params: { id: transfer.id } }, transfer };
}

test('the setting is that of the tree, for its people to read and for owners of the root to change', async () => {
  const { holding, daughter } = family;
  const params = { id: daughter.organization_id };
  expect(await licenses(portal, member(daughter, 'viewer')).getTransferSettings({ params })).toEqual({ acceptance: true });
  const change = { params, body: { acceptance: true } };
  await expect(licenses(portal, member(daughter, 'owner')).changeTransferSettings(change)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(licenses(portal, managerOf(holding)).changeTransferSettings(change)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await licenses(portal, member(holding, 'owner')).changeTransferSettings(change)).toEqual({ acceptance: true });
  expect(await licenses(portal, staff('account_manager')).changeTransferSettings(change)).toEqual({ acceptance: true });
});

test('units that wait still count as the giver’s, and cannot be given twice', async () => {
  const { params, transfer } = await offer(7);
  expect(transfer).toMatchObject({ status: 'pending', to_license_id: null, certificates: [{ to_certificate: null, quantity: 7 }] });
  const manager = licenses(portal, managerOf(family.holding));
  expect(await manager.getLicense({ params })).toMatchObject({ quantity: 10, pending_quantity: 7 });
  const more = { params, body: { to_cabinet_id: family.sister.organization_id, quantity: 4 } };
  await expect(manager.transferLicense(more, newKey())).rejects.toMatchObject({ code: 'not_enough_units', params: { available: 3 } });
  await expect(manager.previewLicenseTransfer(more)).rejects.toMatchObject({ code: 'not_enough_units' });
});

test('the receiver accepts: now they move, once', async () => {
  const { params, step } = await offer(7);
  await expect(licenses(portal, member(family.daughter, 'viewer')).acceptTransfer(step, newKey())).rejects.toMatchObject({
    code: 'forbidden',
  });
  const receiver = licenses(portal, managerOf(family.daughter));
  const done = await receiver.acceptTransfer(step, newKey());
  expect(done).toMatchObject({ status: 'done', certificates: [{ certificate: null, quantity: 7 }] });
  expect(await receiver.getLicense({ params: { id: done.to_license_id ?? '' } })).toMatchObject({
    quantity: 7,
    certificates: [{ quantity: 7 }],
  });
  expect(await licenses(portal).getLicense({ params })).toMatchObject({ quantity: 3, pending_quantity: 0 });
  await expect(receiver.acceptTransfer(step, newKey())).rejects.toMatchObject({ code: 'transfer_not_pending' });
  await expect(receiver.declineTransfer(step)).rejects.toMatchObject({ code: 'transfer_not_pending' });
});

test('the receiver declines, or the giver takes it back: the units are free again', async () => {
  for (const how of ['decline', 'withdraw'] as const) {
    const { params, step } = await offer(7);
    const [giver, receiver] = [managerOf(family.holding), managerOf(family.daughter)].map((who) => licenses(portal, who));
    if (!giver || !receiver) throw new Error('both sides have a manager');
    if (how === 'withdraw') await expect(receiver.withdrawTransfer(step)).rejects.toMatchObject({ code: 'forbidden' });
    const given = how === 'decline' ? await receiver.declineTransfer(step) : await giver.withdrawTransfer(step);
    expect(given.status).toBe(how === 'decline' ? 'declined' : 'withdrawn');
    expect(await giver.getLicense({ params })).toMatchObject({ quantity: 10, pending_quantity: 0 });
    await expect(receiver.acceptTransfer(step, newKey())).rejects.toMatchObject({ code: 'transfer_not_pending' });
  }
});

test('what was suspended meanwhile waits on; what was revoked waits no more', async () => {
  const { params, step } = await offer(7);
  const receiver = licenses(portal, managerOf(family.daughter));
  await licenses(portal).suspendLicense({ params, body: { reason: 'unpaid' } });
  await expect(receiver.acceptTransfer(step, newKey())).rejects.toMatchObject({ code: 'license_not_in_force' });
  await licenses(portal).revokeLicense({ params, body: { reason: 'never paid' } });
  expect(await receiver.getTransfer(step)).toMatchObject({ status: 'withdrawn' });
  expect(await licenses(portal).getLicense({ params })).toMatchObject({ status: 'revoked', pending_quantity: 0 });
});

test('of two who settle the same transfer at the same time one is too late', async () => {
  for (let round = 0; round < 5; round++) {
    const { params, step } = await offer(4);
    const outcomes = await Promise.allSettled([
      licenses(portal, managerOf(family.daughter)).acceptTransfer(step, newKey()),
      licenses(portal, managerOf(family.holding)).withdrawTransfer(step),
      licenses(portal, managerOf(family.daughter)).declineTransfer(step),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const settled = await licenses(portal).getTransfer(step);
    const license = await licenses(portal).getLicense({ params });
    expect(license).toMatchObject({ quantity: settled.status === 'done' ? 6 : 10, pending_quantity: 0 });
  }
});

test('what goes back up is not asked about', async () => {
  const { params, step } = await offer(5);
  const receiver = licenses(portal, managerOf(family.daughter));
  const done = await receiver.acceptTransfer(step, newKey());
  const back = { params: { id: done.to_license_id ?? '' }, body: { to_cabinet_id: family.holding.organization_id, quantity: 2 } };
  expect(await receiver.transferLicense(back, newKey())).toMatchObject({ status: 'done' });
  expect(await licenses(portal).getLicense({ params })).toMatchObject({ quantity: 7 });
});
