import type { OrganizationRef, Principal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import type { Holding, HoldingsQuestion } from '@kabinet/contracts/licenses/holdings';
import { member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSampleProducts, licenses } from './fixture.ts';

let portal: TestPortal;
let mail: string;
let holding: OrganizationRef;
let daughter: OrganizationRef;
let stranger: OrganizationRef;

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  mail = (await addSampleProducts(portal)).get('horns-mail') ?? '';
  holding = await portal.organization('Холдинг');
  daughter = await portal.organization('Дочка', holding);
  stranger = await portal.organization('Чужая');
  await portal.settle();
});
afterAll(() => portal.stop());

interface Terms {
  readonly versions?: string;
  readonly until?: string;
  readonly support?: readonly (readonly [string, string])[];
}

async function sell({ organization_id }: OrganizationRef, { versions, until, support = [] }: Terms = {}): Promise<string> {
  const client = licenses(portal);
  const body = { cabinet_id: organization_id, product_id: mail, quantity: 5, parameters: { mailboxes: 100 }, valid_from: '2025-01-01' };
  const options = () => ({ idempotencyKey: crypto.randomUUID() });
  const { id } = await client.issueLicense({ body: { ...body, versions: versions ?? null, valid_until: until ?? null } }, options());
  for (const [valid_from, valid_until] of support) {
    await client.issueCertificate({ body: { license_ids: [id], level: 'standard', valid_from, valid_until } }, options());
  }
  return id;
}

async function holdings(principal: Principal, body: HoldingsQuestion = {}): Promise<Holding[]> {
  return (await portal.client(licensesContract, principal).findHoldings({ body })).items;
}

/** A person with a role in each of some organizations. */
function memberOf(...roles: (readonly [OrganizationRef, string])[]): Principal {
  const memberships = roles.flatMap(([organization, role]) => {
    const principal = member(organization, role);
    return principal.kind === 'user' ? principal.memberships : [];
  });
  return { kind: 'user', id: crypto.randomUUID(), session_id: crypto.randomUUID(), memberships, staff_roles: [] };
}

test('licences that entitle to the same are one, and their support is joined', async () => {
  await sell(holding, { support: [['2025-01-01', '2025-06-30']] });
  const last = await sell(daughter, {
    support: [
      ['2025-07-01', '2025-12-31'],
      ['2026-03-01', '2026-12-31'],
    ],
  });
  await sell(daughter, { versions: '1.x' });
  const expired = await sell(daughter, { until: '2026-06-14' });
  await sell(stranger, { versions: '9.x' });
  const owner = member(holding, 'owner');
  const found = await holdings(owner);
  expect(found.map(({ versions, status }) => [versions, status])).toEqual([
    [null, 'active'],
    [null, 'expired'],
    ['1.x', 'active'],
  ]);
  expect(found[0]).toMatchObject({
    product_id: mail,
    download: true,
    support: [
      { from: '2025-01-01', until: '2025-12-31' },
      { from: '2026-03-01', until: '2026-12-31' },
    ],
  });
  expect(found[1]?.license).toMatchObject({ id: expired, valid_until: '2026-06-14' });
  expect(await holdings(owner, { license_id: last })).toMatchObject([{ license: { id: last } }]);
  expect(await holdings(owner, { cabinet_id: stranger.organization_id })).toEqual([]);
  expect(await holdings(owner, { product_ids: [holding.organization_id] })).toEqual([]);
});

test('who may see more than take is told apart, and nobody sees what is not theirs', async () => {
  const viewer = memberOf([holding, 'viewer'], [daughter, 'owner']);
  const parts = (await holdings(viewer)).filter(({ status, versions }) => status === 'active' && versions === null);
  expect(parts.map(({ download }) => download)).toEqual([true, false]);
  expect((await holdings(member(holding, 'viewer'))).map(({ download }) => download)).toEqual([false, false, false]);
  expect((await holdings(member(stranger, 'owner'))).map(({ versions }) => versions)).toEqual(['9.x']);
  const token = (...scopes: string[]): Principal => ({ kind: 'machine', id: 'ci', scopes, organization: stranger });
  expect((await holdings(token('artifacts:download'))).map(({ versions, download }) => [versions, download])).toEqual([['9.x', true]]);
  await expect(holdings(token('licenses:read'))).rejects.toMatchObject({ code: 'forbidden' });
  for (const whole of [staff('auditor'), serviceNamed('artifacts')]) {
    expect((await holdings(whole)).some(({ versions }) => versions === '9.x')).toBe(true);
  }
});

test('a decision shows at once', async () => {
  const id = await sell(stranger, { versions: '3.x' });
  const of = async (): Promise<string | undefined> => (await holdings(member(stranger, 'viewer'), { license_id: id }))[0]?.status;
  expect(await of()).toBe('active');
  await licenses(portal).revokeLicense({ params: { id }, body: { reason: 'unpaid' } });
  expect(await of()).toBe('revoked');
});
