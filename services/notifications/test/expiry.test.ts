import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueLicense, licensesAsStaff, newProduct, notifications, personIn, titlesOf, type Organization, type Person } from './world.ts';

let portal: TestPortal;
let holding: Organization;
let product: string;
let owner: Person;

beforeAll(async () => {
  portal = await startPortal({ now: noonOf('2026-01-10') });
  product = await newProduct(portal, 'horns');
});
// Nobody hears of what the others own.
beforeEach(async () => {
  holding = await portal.organization('Холдинг');
  await portal.settle();
  owner = await personIn(portal, holding, 'owner');
  await portal.settle();
});
afterAll(() => portal.stop());

function noonOf(day: string): Date {
  return new Date(`${day}T09:00:00Z`);
}

async function morningOf(day: string): Promise<string[]> {
  portal.clock.set(noonOf(day));
  const service = portal.service('notifications');
  await service.manifest.jobs['warn_of_expiry']?.run(service.contextAsService('test'), {});
  const client = notifications(portal, owner);
  const titles = await titlesOf(portal, owner, { kind: ['expiry'], unread: true });
  await client.readNotifications({});
  return titles;
}

async function issued(organization: Organization, valid_until: string, on = '2026-01-10') {
  portal.clock.set(noonOf(on));
  const license = await issueLicense(portal, organization, product, { valid_until });
  await portal.settle();
  return license;
}

describe('warnings', () => {
  test('come at 90, 60, 30, 14, 7 and 1 days and on the day, once each however often anybody looks', async () => {
    const { number } = await issued(holding, '2026-06-30');
    const days: [string, string][] = [
      ['2026-04-01', 'in 90 days'],
      ['2026-05-01', 'in 60 days'],
      ['2026-05-31', 'in 30 days'],
      ['2026-06-16', 'in 14 days'],
      ['2026-06-23', 'in 7 days'],
      ['2026-06-29', 'in 1 day'],
    ];
    expect(await morningOf('2026-03-31')).toEqual([]);
    for (const [day, when] of days) {
      expect(await morningOf(day)).toEqual([`Licence ${number} ends ${when}`]);
      expect(await morningOf(day)).toEqual([]);
    }
    expect(await morningOf('2026-06-30')).toEqual([`Today is the last day of licence ${number}`]);
    expect(await morningOf('2026-07-01')).toEqual([]);
  });

  test('of a server that was down for weeks are one, with what is so then', async () => {
    const { number } = await issued(holding, '2027-03-31', '2026-07-02');
    expect(await morningOf('2027-03-20')).toEqual([`Licence ${number} ends in 11 days`]);
    expect(await morningOf('2027-03-21')).toEqual([]);
    expect(await morningOf('2027-03-24')).toEqual([`Licence ${number} ends in 7 days`]);
  });

  test('of one day come as one message', async () => {
    await Promise.all([1, 2, 3].map(() => issued(holding, '2027-08-31', '2027-04-10')));
    expect(await morningOf('2027-06-02')).toEqual(['3 terms end soon']);
  });

  test('stop for what was renewed or revoked', async () => {
    const renewed = await issued(holding, '2027-12-31', '2027-09-01');
    const revoked = await issued(holding, '2027-12-31', '2027-09-01');
    const client = licensesAsStaff(portal);
    await client.changeLicense({ params: { id: renewed.id }, body: { valid_until: '2028-12-31' } }, { ifMatch: '*' });
    await client.revokeLicense({ params: { id: revoked.id }, body: { reason: 'mistake' } });
    await portal.settle();
    expect(await morningOf('2027-12-01')).toEqual([]);
    expect(await morningOf('2028-10-02')).toEqual([`Licence ${renewed.number} ends in 90 days`]);
  });

  test('are put off by who reads them, come again on that day, and stop for who wants no more', async () => {
    const { number } = await issued(holding, '2029-06-30', '2029-01-10');
    const colleague = await personIn(portal, holding, 'license_manager');
    await portal.settle();
    await morningOf('2029-04-01');
    const client = notifications(portal, owner);
    const [item] = (await client.listNotifications({ query: { q: number } })).items;
    const params = { id: item?.id ?? '' };
    await client.changeNotification({ params, body: { snoozed_until: '2029-05-20' } });
    expect(await client.getNotification({ params })).toMatchObject({ snoozed_until: '2029-05-20' });
    expect(await morningOf('2029-05-01')).toEqual([]);
    expect(await titlesOf(portal, colleague, { q: number })).toHaveLength(2);
    expect(await morningOf('2029-05-20')).toEqual([`Licence ${number} ends in 41 days`]);
    await client.changeNotification({ params, body: { acknowledged: true } });
    expect(await morningOf('2029-05-31')).toEqual([]);
    expect(await titlesOf(portal, colleague, { q: number })).toHaveLength(3);
  });

  test('follow the days that the organization set, also for what it owns already', async () => {
    const daughter = await portal.organization('Дочка', holding);
    await portal.settle();
    const { number } = await issued(daughter, '2030-06-30', '2030-01-10');
    const client = notifications(portal, owner);
    const body = { expiry_days: [45, 3], email: [{ kind: 'expiry' as const, email: 'weekly' as const }] };
    await client.putNotificationDefaults({ params: { id: holding.organization_id }, body });
    await portal.settle();
    expect(await client.getNotificationDefaults({ params: { id: daughter.organization_id } })).toMatchObject({
      expiry_days: null,
      in_force: { expiry_days: [45, 3] },
    });
    expect(await morningOf('2030-05-01')).toEqual([]);
    expect(await morningOf('2030-05-16')).toEqual([`Licence ${number} ends in 45 days`]);
    expect(await morningOf('2030-06-27')).toEqual([`Licence ${number} ends in 3 days`]);
    expect(await morningOf('2030-06-30')).toEqual([]);
  });
});
