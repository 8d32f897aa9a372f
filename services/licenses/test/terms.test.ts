import { innOf, member, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('renewals', () => {
  /** A licence, with or without a certificate, until that day; answers whose it is. */
  async function sellUntil(valid_until: string, certificate: string | null, changes: object = {}) {
    const term = { valid_from: '2026-01-01', valid_until };
    const covered = certificate === null ? {} : { certificate: { level: 'standard', ...term, valid_until: certificate } };
    const { certificate: _none, ...line } = saleLine(term);
    const body = purchase([{ ...line, ...covered }], changes);
    const { id, licenses: made } = await licenses(portal, erp).receivePurchase({ body });
    const { cabinet } = await licenses(portal).getLicense({ params: { id: made[0]?.id ?? '' } });
    return { purchase: id, params: { id: made[0]?.id ?? '' }, cabinet };
  }

  const buyer = (name: string, inn: string) => ({
    buyer: { inn, kpp: '770101001', name, contact: { email: 'it@example.ru', name: 'И. И.' } },
  });

  test('are counted by month and organization, each day in its month, without what is decided against', async () => {
    const first = await sellUntil('2031-01-31', '2031-02-01', buyer('АО «Альфа»', innOf(901)));
    await sellUntil('2031-01-01', null, buyer('АО «Альфа»', innOf(901)));
    const other = await sellUntil('2031-01-15', null, buyer('АО «Бета»', innOf(902)));
    const revoked = await sellUntil('2031-01-20', null, buyer('АО «Бета»', innOf(902)));
    await licenses(portal).suspendLicense({ params: revoked.params, body: { reason: 'unpaid' } });
    const { from, until, months, items, truncated } = await licenses(portal).getRenewals({ query: { from: '2030-12-15', months: 4 } });
    expect({ from, until, truncated }).toEqual({ from: '2030-12-15', until: '2031-03-31', truncated: false });
    expect(months).toEqual([
      { month: '2030-12', licenses: 0, certificates: 0 },
      { month: '2031-01', licenses: 3, certificates: 0 },
      { month: '2031-02', licenses: 0, certificates: 1 },
      { month: '2031-03', licenses: 0, certificates: 0 },
    ]);
    expect(items).toEqual([
      { month: '2031-01', cabinet: first.cabinet, licenses: 2, certificates: 0 },
      { month: '2031-01', cabinet: other.cabinet, licenses: 1, certificates: 0 },
      { month: '2031-02', cabinet: first.cabinet, licenses: 0, certificates: 1 },
    ]);
  });

  test('are those of the organizations that the reader may see, from today on', async () => {
    const own = await sellUntil('2026-07-01', null, buyer('АО «Гамма»', innOf(903)));
    await sellUntil('2026-07-02', null, buyer('АО «Дельта»', innOf(904)));
    const node = { organization_id: own.cabinet.id, root_id: own.cabinet.id };
    const seen = await licenses(portal, member(node, 'viewer')).getRenewals({ query: {} });
    expect(seen).toMatchObject({
      from: '2026-06-15',
      until: '2027-05-31',
      items: [{ month: '2026-07', cabinet: own.cabinet, licenses: 1 }],
    });
    const one = await licenses(portal).getRenewals({ query: { cabinet_id: own.cabinet.id, months: 2 } });
    expect(one.items).toEqual(seen.items);
    expect((await licenses(portal).getRenewals({ query: { cabinet_id: randomUUIDv7() } })).items).toEqual([]);
    await expect(licenses(portal).getRenewals({ query: { descendants: false } })).rejects.toMatchObject({ code: 'invalid_query' });
  });
});
