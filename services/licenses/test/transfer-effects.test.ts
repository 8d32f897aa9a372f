import { auditContract } from '@kabinet/contracts/audit';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { erp, licenses, purchase, saleLine } from './fixture.ts';
import { buildFamily, issue, managerOf, newKey, type Family } from './transfer-fixture.ts';

let portal: TestPortal;
let family: Family;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  family = await buildFamily(portal);
});
afterAll(() => portal.stop());

/** What a buyer bought, of which ten units and what covers them are at a daughter. */
async function sellAndGive() {
  const sold = await licenses(portal, erp).receivePurchase({ body: purchase([saleLine()]) });
  await portal.settle();
  const buyer = { organization_id: sold.cabinet?.id ?? '', root_id: sold.cabinet?.id ?? '' };
  const daughter = await portal.organization('Дочь покупателя', buyer);
  await portal.settle();
  const [license, certificate] = [sold.licenses[0], sold.certificates[0]];
  if (!license || !certificate) throw new Error('nothing was sold');
  const transfer = await licenses(portal, managerOf(buyer)).transferLicense(
    { params: { id: license.id }, body: { to_cabinet_id: daughter.organization_id, quantity: 10 } },
    newKey(),
  );
  const received = {
    license: transfer.to_license_id ?? '',
    certificate: transfer.certificates[0]?.to_certificate ?? { id: '', number: '' },
  };
  return { purchase: sold.id, buyer, daughter, license, certificate, transfer, received };
}

describe('a renewal', () => {
  test('of what was bought reaches its units wherever they are, and so does its reversal', async () => {
    const { certificate, received, daughter } = await sellAndGive();
    const renewal = await licenses(portal, erp).receivePurchase({
      body: purchase([{ renews: certificate.number, valid_until: '2027-12-31' }]),
    });
    expect(renewal.certificates.map(({ number }) => number)).toEqual([certificate.number, received.certificate.number]);
    const viewer = licenses(portal, member(daughter, 'viewer'));
    const [step] = (await viewer.getCertificate({ params: { id: received.certificate.id } })).history;
    expect(step).toEqual(
      expect.objectContaining({ what: 'renewed', details: { previous_valid_until: '2026-12-31', valid_until: '2027-12-31' } }),
    );
    await licenses(portal).reversePurchase({ params: { id: renewal.id }, body: { reason: 'a mistake' } });
    expect(await viewer.getCertificate({ params: { id: received.certificate.id } })).toMatchObject({ valid_until: '2026-12-31' });
  });

  test('of what was received reaches that alone', async () => {
    const { certificate, received, daughter } = await sellAndGive();
    const { inn, kpp } = await innOf(daughter.organization_id);
    const buyer = { inn, kpp, name: 'Дочь покупателя' };
    const line = { renews: received.certificate.number, valid_until: '2027-12-31' };
    const renewal = await licenses(portal, erp).receivePurchase({ body: purchase([line], { buyer }) });
    expect(renewal.certificates.map(({ number }) => number)).toEqual([received.certificate.number]);
    expect(await licenses(portal).getCertificate({ params: { id: certificate.id } })).toMatchObject({ valid_until: '2026-12-31' });
  });

  test('passes over what was left behind in a closed organization', async () => {
    const { certificate, received, daughter } = await sellAndGive();
    const today = portal.clock.now();
    portal.clock.set(new Date('2027-01-15T09:00:00Z'));
    const closing = { params: { id: daughter.organization_id }, body: { move_up: false } };
    const cabinets = portal.client(organizationsContract, staff('administrator'));
    await cabinets.closeCabinet(closing);
    await portal.settle();
    expect(await cabinets.getCabinet({ params: closing.params })).toMatchObject({ status: 'closed' });
    const body = purchase([{ renews: certificate.number, valid_until: '2027-12-31' }]);
    const renewal = await licenses(portal, erp).receivePurchase({ body });
    expect(renewal.certificates.map(({ number }) => number)).toEqual([certificate.number]);
    expect(await licenses(portal).getCertificate({ params: { id: received.certificate.id } })).toMatchObject({ status: 'expired' });
    portal.clock.set(today);
  });

  test('leaves what can no longer be joined apart: units do not change what they give by moving', async () => {
    const { license, received, daughter, transfer } = await sellAndGive();
    await licenses(portal).changeLicense({ params: { id: license.id }, body: { valid_until: '2028-12-31' } }, { ifMatch: '*' });
    const receiver = licenses(portal, managerOf(daughter));
    await expect(receiver.returnTransfer({ params: { id: transfer.id } }, newKey())).rejects.toMatchObject({
      code: 'receiver_terms_differ',
    });
    await licenses(portal).changeLicense({ params: { id: received.license }, body: { valid_until: '2028-12-31' } }, { ifMatch: '*' });
    expect(await receiver.returnTransfer({ params: { id: transfer.id } }, newKey())).toMatchObject({ status: 'returned' });
  });
});

async function innOf(id: string): Promise<{ inn: string; kpp: string | null }> {
  const [node] = await portal.database.sql<{ inn: string; kpp: string | null }>(
    'select inn, kpp from licenses.organization_node where id = $1',
    [id],
  );
  if (!node) throw new Error('licenses does not know the organization');
  return node;
}

describe('a reversal', () => {
  test('waits until what was transferred away is back', async () => {
    const { purchase: id, license, transfer, daughter } = await sellAndGive();
    const client = licenses(portal);
    expect(await client.previewPurchaseReversal({ params: { id } })).toMatchObject({
      obstacles: [{ code: 'units_moved', number: license.number, issued: 25, present: 15 }],
    });
    const reverse = () => client.reversePurchase({ params: { id }, body: { reason: 'a mistake' } });
    await expect(reverse()).rejects.toMatchObject({ code: 'purchase_units_moved' });
    await licenses(portal, managerOf(daughter)).returnTransfer({ params: { id: transfer.id } }, newKey());
    expect((await reverse()).status).toBe('reversed');
  });

  test('takes back what waits for a receiver', async () => {
    const { purchase: id, license, transfer, buyer, daughter } = await sellAndGive();
    await licenses(portal, managerOf(daughter)).returnTransfer({ params: { id: transfer.id } }, newKey());
    const owner = licenses(portal, member(buyer, 'owner'));
    await owner.changeTransferSettings({ params: { id: buyer.organization_id }, body: { acceptance: true } });
    const call = { params: { id: license.id }, body: { to_cabinet_id: daughter.organization_id, quantity: 5 } };
    const waiting = await owner.transferLicense(call, newKey());
    await licenses(portal).reversePurchase({ params: { id }, body: { reason: 'a mistake' } });
    expect(await owner.getTransfer({ params: { id: waiting.id } })).toMatchObject({ status: 'withdrawn' });
  });
});

test('both trees read of it in their audit log, each of its own side only', async () => {
  const { daughter, stranger, product } = family;
  const { license } = await issue(portal, daughter, product);
  const call = { params: { id: license }, body: { to_cabinet_id: stranger.organization_id, quantity: 4 } };
  const { id, to_license_id } = await licenses(portal, staff('account_manager')).transferLicense(call, newKey());
  await portal.settle();
  for (const [side, own, theirs] of [
    [daughter, license, to_license_id],
    [stranger, to_license_id, license],
  ] as const) {
    const owner = portal.client(auditContract, member(side, 'owner'));
    const { items } = await owner.listAuditEntries({ query: { limit: 200 } });
    const actions = items.filter(({ subject }) => subject === id || subject === own).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['licenses.transfer.done', 'licenses.license.transferred']));
    expect(JSON.stringify(items)).not.toContain(theirs);
  }
});

test('the ledger guards what certificates cover as it guards units', async () => {
  const { holding, product } = family;
  const { license } = await issue(portal, holding, product);
  const { sql } = portal.database;
  const changed = (statement: string) => sql(statement, [license]);
  await expect(changed('update licenses.coverage set quantity = quantity + 1 where license_id = $1')).rejects.toThrow(
    /differs from its ledger/,
  );
  const entry = (kind: string, account: string, quantity: number) =>
    changed(`insert into licenses.ledger_entry (posting_id, line, account_kind, account_id, quantity, reason, organization_id, root_id, created_at)
      select gen_random_uuid(), 1, '${kind}', ${account}, ${quantity}, 'transfer', organization_id, root_id, now() from licenses.coverage where license_id = $1`);
  await expect(entry('coverage', 'id', 1)).rejects.toThrow(/does not sum to zero/);
  await expect(entry('coverage', 'id', -11)).rejects.toThrow(/ledger_entry_balance_check/);
  await expect(entry('license', 'license_id', -11)).rejects.toThrow(/ledger_entry_balance_check/);
  await expect(changed('update licenses.license set pending_quantity = 11 where id = $1')).rejects.toThrow(/license_pending/);
});
