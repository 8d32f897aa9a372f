import { Secret, TOTP } from 'otpauth';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authClient, createPerson, logIn, refusal, resolve, type Person } from './people.ts';

type Cabinet = { organization_id: string; root_id: string };
let portal: TestPortal;
let holding: Cabinet;
let daughter: Cabinet;
beforeAll(async () => void (portal = await startPortal()));
beforeEach(async () => {
  holding = await portal.organization('Holding');
  daughter = await portal.organization('Daughter', holding);
  await portal.settle();
});
afterAll(() => portal.stop());

function personIn({ organization_id }: Cabinet, role: 'owner' | 'viewer' = 'viewer'): Promise<Person> {
  return createPerson(portal, { memberships: [{ organization_id, role }] });
}

async function require(cabinet: Cabinet, second_factor: 'required' | 'optional' = 'required') {
  const params = { id: cabinet.organization_id };
  return authClient(portal, staff('account_manager')).setCabinetSecurity({ params, body: { second_factor } });
}

async function setUp(person: Person): Promise<void> {
  const client = authClient(portal, (await logIn(portal, person)).principal);
  const { secret } = await client.beginSecondFactor({ body: { password: person.password } });
  await client.confirmSecondFactor({ body: { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() } });
}

test('without a second factor a membership grants nothing where one is asked for, and says why; with one it grants again', async () => {
  const person = await personIn(daughter);
  const { sessionId, principal } = await logIn(portal, person);
  const rights = async () => (await resolve(portal, person.id, sessionId))?.memberships.map((membership) => membership.organization_id);
  expect(await rights()).toEqual([daughter.organization_id]);
  expect(await require(holding), 'the holding’s rule is the daughter’s').toEqual({ second_factor: 'required', inherited: false });
  expect(await rights()).toEqual([]);
  const client = authClient(portal, { ...principal, memberships: [] });
  const me = await client.getMe({});
  expect(me).toMatchObject({ second_factor: 'none', memberships: [{ role: 'viewer', held_back: true }] });
  expect(me.permissions).toEqual([]);
  const { secret } = await client.beginSecondFactor({ body: { password: person.password } });
  expect(await rights(), 'begun is not done').toEqual([]);
  await client.confirmSecondFactor({ body: { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() } });
  expect(await rights()).toEqual([daughter.organization_id]);
  expect(await client.getMe({})).toMatchObject({ second_factor: 'active', memberships: [{ held_back: false }] });
});

test('elsewhere and above, the person’s other memberships stay', async () => {
  const other = await portal.organization('Elsewhere');
  await portal.settle();
  const person = await createPerson(portal, {
    memberships: [daughter, holding, other].map(({ organization_id }) => ({ organization_id, role: 'viewer' as const })),
  });
  await require(daughter);
  const { principal } = await logIn(portal, person);
  expect(principal.memberships.map(({ organization_id }) => organization_id).toSorted()).toEqual(
    [holding.organization_id, other.organization_id].toSorted(),
  );
  await require(daughter, 'optional');
  expect((await logIn(portal, person)).principal.memberships).toHaveLength(3);
});

test('an owner asks it of others only with a factor of their own', async () => {
  const person = await personIn(holding, 'owner');
  const { principal, sessionId } = await logIn(portal, person);
  const ask = () =>
    refusal(
      authClient(portal, principal).setCabinetSecurity({ params: { id: holding.organization_id }, body: { second_factor: 'required' } }),
    );
  expect(await ask()).toBe('own_factor_first');
  await authClient(portal, principal).deleteJwt({});
  await setUp(person);
  expect(await ask()).toBe('ok');
  expect(await resolve(portal, person.id, sessionId)).toBeNull();
});

test('what is asked is read with what is inherited', async () => {
  await require(holding);
  const params = { id: daughter.organization_id };
  const client = authClient(portal, staff('account_manager'));
  expect(await client.getCabinetSecurity({ params })).toEqual({ second_factor: 'optional', inherited: true });
  expect(await require(daughter)).toEqual({ second_factor: 'required', inherited: true });
});
