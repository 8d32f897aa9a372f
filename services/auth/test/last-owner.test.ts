import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authClient, createPerson, refusal, type Person } from './people.ts';

type Cabinet = { organization_id: string; root_id: string };
let portal: TestPortal;
let cabinet: Cabinet;
beforeAll(async () => void (portal = await startPortal()));
beforeEach(async () => {
  cabinet = await portal.organization('Owned');
  await portal.settle();
});
afterAll(() => portal.stop());

function ownerOf({ organization_id }: Cabinet): Promise<Person> {
  return createPerson(portal, { memberships: [{ organization_id, role: 'owner' }] });
}

/** A call in the name of somebody who owns the cabinet; who it is plays no part. */
function client() {
  return authClient(portal, member(cabinet, 'owner'));
}

function remove({ id }: Person, from = cabinet) {
  return refusal(client().removeCabinetUser({ params: { id: from.organization_id, user_id: id } }));
}

function change({ id }: Person, body: { role?: 'viewer' | 'owner'; disabled?: 'people'[] }) {
  return refusal(client().changeCabinetUser({ params: { id: cabinet.organization_id, user_id: id }, body }));
}

test('the last owner can neither be removed nor lose what runs the organization', async () => {
  const last = await ownerOf(cabinet);
  expect(await remove(last)).toBe('last_owner');
  expect(await change(last, { role: 'viewer' })).toBe('last_owner');
  expect(await change(last, { disabled: ['people'] })).toBe('last_owner');
  expect(await change(last, { role: 'owner' })).toBe('ok');
  expect(
    await refusal(
      authClient(portal, staff('account_manager')).removeCabinetUser({ params: { id: cabinet.organization_id, user_id: last.id } }),
    ),
  ).toBe('last_owner');
});

test('with another owner either may go', async () => {
  const [one, other] = [await ownerOf(cabinet), await ownerOf(cabinet)];
  expect(await change(one, { role: 'viewer' })).toBe('ok');
  expect(await remove(other)).toBe('last_owner');
  expect(await change(one, { role: 'owner' })).toBe('ok');
  expect(await remove(other)).toBe('ok');
});

test('an owner of the organization above is one; one below, a disabled or a restricted one is none', async () => {
  const daughter = await portal.organization('Daughter', cabinet);
  await portal.settle();
  const [above, below] = [await ownerOf(cabinet), await ownerOf(daughter)];
  expect(await remove(above), 'the daughter’s owner does not run the holding').toBe('last_owner');
  expect(await remove(below, daughter), 'the holding’s owner runs the daughter').toBe('ok');
  const disabled = await ownerOf(cabinet);
  await authClient(portal, staff('administrator')).changeUser({ params: { id: disabled.id }, body: { status: 'disabled' } });
  const restricted = await ownerOf(cabinet);
  expect(await change(restricted, { disabled: ['people'] })).toBe('ok');
  expect(await remove(above)).toBe('last_owner');
});

test('two administrators who remove each other at the same moment leave one', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await ownerOf(cabinet), await ownerOf(cabinet)];
    const standing = await portal.database.sql<{ user_id: string }>(
      `select user_id from auth.membership where organization_id = $1 and role = 'owner' and user_id <> all($2)`,
      [cabinet.organization_id, [one.id, other.id]],
    );
    for (const { user_id } of standing) await remove({ id: user_id, email: '', password: '' });
    const answers = await Promise.all([remove(one), remove(other)]);
    expect(answers.toSorted()).toEqual(['last_owner', 'ok']);
  }
});

test('an owner who steps down while the other is removed leaves one', async () => {
  const [one, other] = [await ownerOf(cabinet), await ownerOf(cabinet)];
  const answers = await Promise.all([change(one, { role: 'viewer' }), remove(other)]);
  expect(answers.toSorted()).toEqual(['last_owner', 'ok']);
});
