import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSampleProducts, erp, licenses, purchase, saleLine } from './fixture.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  await addSampleProducts(portal);
});
afterAll(() => portal.stop());

/** A licence until the end of 2026, of a purchase of its own. */
async function sell() {
  const { id, licenses: made } = await licenses(portal, erp).receivePurchase({ body: purchase([saleLine()]) });
  return { purchase: id, params: { id: made[0]?.id ?? '' } };
}

test('a decision on a version that is no longer the latest is refused', async () => {
  const { purchase: id, params } = await sell();
  const client = licenses(portal);
  const stale = { ifMatch: '"7"' };
  const refused = { code: 'version_mismatch' };
  await expect(client.suspendLicense({ params, body: { reason: 'unpaid' } }, stale)).rejects.toMatchObject(refused);
  await expect(client.revokeLicense({ params, body: { reason: 'unpaid' } }, stale)).rejects.toMatchObject(refused);
  await expect(client.reversePurchase({ params: { id }, body: { reason: 'twice' } }, stale)).rejects.toMatchObject(refused);
  expect(await client.suspendLicense({ params, body: { reason: 'unpaid' } }, { ifMatch: '"1"' })).toMatchObject({ status: 'suspended' });
});

test.for([
  ['2027-12-31', 'extended'],
  [null, 'extended'],
  ['2026-06-30', 'changed'],
] as const)('a term until the end of 2026 that now ends on %s was %s', async ([validUntil, what]) => {
  const { params } = await sell();
  const license = await licenses(portal).changeLicense({ params, body: { valid_until: validUntil } }, { ifMatch: '"1"' });
  expect(license.history[0]).toMatchObject({ what, details: { valid_until: validUntil, previous_valid_until: '2026-12-31' } });
});
