import type { CustomerRole } from '@kabinet/contracts/access';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, callAuth, createPerson, eventsAbout, logIn, newEmail, refusal, resolve, type Person } from './people.ts';

type Cabinet = { organization_id: string; root_id: string };
let portal: TestPortal;
let [holding, daughter, stranger]: Cabinet[] = [];
beforeAll(async () => {
  portal = await startPortal();
  holding = await portal.organization('Holding');
  daughter = await portal.organization('Daughter', holding);
  stranger = await portal.organization('Stranger');
  await portal.settle();
});
afterAll(() => portal.stop());

function known(cabinet: Cabinet | undefined): Cabinet {
  if (!cabinet) throw new Error('the organizations are not made yet');
  return cabinet;
}

function as(cabinet: Cabinet | undefined, role: CustomerRole, disabled: string[] = []) {
  return authClient(portal, member(known(cabinet), role, disabled));
}

function idOf(cabinet: Cabinet | undefined): string {
  return cabinet?.organization_id ?? '';
}

async function personIn(cabinet: Cabinet | undefined, role: CustomerRole = 'viewer'): Promise<Person> {
  return createPerson(portal, { memberships: [{ organization_id: idOf(cabinet), role }] });
}

describe('the people of a cabinet', () => {
  test('are paged through once each, in order', async () => {
    const cabinet = await portal.organization('Many', holding);
    await portal.organization('Below', cabinet).then(personIn);
    await personIn(holding);
    const created = [];
    for (let turn = 0; turn < 3; turn++) created.push((await personIn(cabinet)).email);
    const body = { email: newEmail(), name: 'Я', role: 'viewer' as const };
    const owner = as(holding, 'owner');
    created.push((await owner.inviteCabinetUser({ params: { id: cabinet.organization_id }, body })).email);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await owner.listCabinetUsers({
        params: { id: cabinet.organization_id },
        query: { limit: 1, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map((item) => item.email));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen.toSorted()).toEqual(created.toSorted());
    expect(seen.at(-1)).toBe(body.email);
  });

  test.each<[string, () => Cabinet | undefined, CustomerRole, () => Cabinet | undefined, string]>([
    ['their owner', () => daughter, 'owner', () => daughter, 'ok'],
    ['the owner of the parent', () => holding, 'owner', () => daughter, 'ok'],
    ['the owner of the child', () => daughter, 'owner', () => holding, 'cabinet_not_found'],
    ['a stranger', () => stranger, 'owner', () => daughter, 'cabinet_not_found'],
    ['a license manager', () => daughter, 'license_manager', () => daughter, 'forbidden'],
    ['a viewer', () => daughter, 'viewer', () => daughter, 'forbidden'],
    ['a viewer elsewhere', () => stranger, 'viewer', () => daughter, 'cabinet_not_found'],
  ])('%s', async (_who, from, role, to, expected) => {
    const client = as(from(), role);
    const params = { id: idOf(to()) };
    const user = await personIn(to());
    const of = { params: { ...params, user_id: user.id } };
    expect(await refusal(client.listCabinetUsers({ params }))).toBe(expected);
    expect(await refusal(client.getCabinetUser(of))).toBe(expected);
    expect(await refusal(client.inviteCabinetUser({ params, body: { email: newEmail(), name: 'X', role: 'owner' } }))).toBe(expected);
    expect(await refusal(client.changeCabinetUser({ ...of, body: { role: 'support_contact' } }))).toBe(expected);
    expect(await refusal(client.removeCabinetUser(of))).toBe(expected);
  });

  test('are hidden when people are switched off for an owner', async () => {
    expect(await refusal(as(daughter, 'owner', ['people']).listCabinetUsers({ params: { id: idOf(daughter) } }))).toBe('forbidden');
  });

  test('are read one by one: a member, and the invited at the Location of the answer', async () => {
    const params = { id: idOf(daughter) };
    const user = await personIn(daughter);
    const client = as(daughter, 'owner');
    expect(await client.getCabinetUser({ params: { ...params, user_id: user.id } })).toMatchObject({ email: user.email, status: 'active' });
    const body = { email: newEmail(), name: 'X', role: 'viewer' };
    const invited = await callAuth(portal, 'inviteCabinetUser', { params, body }, member(known(daughter), 'owner'));
    const user_id = new RegExp(`^/api/v1/cabinets/${params.id}/users/(.*)$`).exec(invited.location ?? '')?.[1] ?? '';
    const read = await callAuth(portal, 'getCabinetUser', { params: { ...params, user_id } }, member(known(daughter), 'owner'));
    expect(read).toMatchObject({ body: invited.body, version: invited.version });
  });

  test('of another cabinet are not found through the own one', async () => {
    const user = await personIn(stranger);
    const params = { id: idOf(daughter), user_id: user.id };
    expect(await refusal(as(daughter, 'owner').getCabinetUser({ params }))).toBe('cabinet_user_not_found');
    expect(await refusal(as(daughter, 'owner').changeCabinetUser({ params, body: { role: 'owner' } }))).toBe('cabinet_user_not_found');
    expect(await refusal(as(daughter, 'owner').removeCabinetUser({ params }))).toBe('cabinet_user_not_found');
  });

  test('invited to another cabinet are not found through the own one', async () => {
    const body = { email: newEmail(), name: 'X', role: 'viewer' as const };
    const { id } = await as(stranger, 'owner').inviteCabinetUser({ params: { id: idOf(stranger) }, body });
    const params = { id: idOf(daughter), user_id: id };
    expect(await refusal(as(daughter, 'owner').changeCabinetUser({ params, body: { role: 'owner' } }))).toBe('cabinet_user_not_found');
    expect(await refusal(as(daughter, 'owner').removeCabinetUser({ params }))).toBe('cabinet_user_not_found');
    expect(await eventsAbout(portal, id)).toEqual(['invitation.created']);
  });

  test('the auditor reads, and changes nothing', async () => {
    const params = { id: idOf(daughter) };
    const auditor = authClient(portal, staff('auditor'));
    expect(await refusal(auditor.listCabinetUsers({ params }))).toBe('ok');
    expect(await refusal(auditor.inviteCabinetUser({ params, body: { email: newEmail(), name: 'X', role: 'viewer' } }))).toBe('forbidden');
  });
});

describe('rights', () => {
  test('change at once, and say so', async () => {
    const user = await personIn(daughter);
    // Somebody who runs the daughter once the other is gone.
    await personIn(daughter, 'owner');
    const { sessionId } = await logIn(portal, user);
    const params = { id: idOf(daughter), user_id: user.id };
    const changed = await as(holding, 'owner').changeCabinetUser({ params, body: { role: 'owner', disabled: ['issues'] } });
    expect(changed).toMatchObject({ id: user.id, role: 'owner', disabled: ['issues'], status: 'active' });
    expect((await resolve(portal, user.id, sessionId))?.memberships).toEqual([{ ...daughter, role: 'owner', disabled: ['issues'] }]);
    await as(holding, 'owner').removeCabinetUser({ params });
    expect((await resolve(portal, user.id, sessionId))?.memberships).toEqual([]);
    expect((await eventsAbout(portal, user.id)).filter((type) => type === 'user.rights_changed')).toHaveLength(3);
  });

  test('of an invitation change before it is accepted, and it can be withdrawn', async () => {
    const client = as(daughter, 'owner');
    const { id } = await client.inviteCabinetUser({
      params: { id: idOf(daughter) },
      body: { email: newEmail(), name: 'X', role: 'viewer' },
    });
    const params = { id: idOf(daughter), user_id: id };
    expect(await client.changeCabinetUser({ params, body: { role: 'owner' } })).toMatchObject({ role: 'owner', status: 'invited' });
    await client.removeCabinetUser({ params });
    expect(await refusal(client.changeCabinetUser({ params, body: { role: 'owner' } }))).toBe('cabinet_user_not_found');
    expect(await eventsAbout(portal, id)).toEqual(['invitation.created', 'invitation.changed', 'invitation.withdrawn']);
  });

  test('are not changed over a version that was not seen', async () => {
    const user = await personIn(daughter);
    const params = { id: idOf(daughter), user_id: user.id };
    const change = (ifMatch: string) => refusal(as(daughter, 'owner').changeCabinetUser({ params, body: { role: 'owner' } }, { ifMatch }));
    expect(await change('"1"')).toBe('ok');
    expect(await change('"1"')).toBe('version_mismatch');
  });

  test('follow a cabinet that moves to another tree', async () => {
    const moving = await portal.organization('Moving', holding);
    await portal.settle();
    const user = await personIn(moving);
    const { sessionId, principal } = await logIn(portal, user);
    expect(principal.memberships).toMatchObject([{ root_id: idOf(holding) }]);
    const vendor = portal.client(organizationsContract, staff('account_manager'));
    const change = { params: { id: moving.organization_id }, body: { parent_id: idOf(stranger) } };
    await vendor.changeCabinet(change, { ifMatch: '"1"' });
    await portal.settle();
    expect((await resolve(portal, user.id, sessionId))?.memberships).toMatchObject([{ root_id: idOf(stranger) }]);
    const params = { id: moving.organization_id };
    expect(await refusal(as(holding, 'owner').listCabinetUsers({ params }))).toBe('cabinet_not_found');
    expect(await refusal(as(stranger, 'owner').listCabinetUsers({ params }))).toBe('ok');
  });
});

describe('me', () => {
  test('says who I am and what I may do', async () => {
    const user = await personIn(daughter, 'support_contact');
    const { principal } = await logIn(portal, user);
    const me = await authClient(portal, principal).getMe({});
    expect(me).toMatchObject({
      id: user.id,
      email: user.email,
      locale: 'ru',
      staff_roles: [],
      memberships: [{ cabinet: { id: idOf(daughter), name: 'Daughter' }, role: 'support_contact', disabled: [] }],
    });
    expect(me.permissions).toContain('issues.write');
    expect(me.permissions).not.toContain('people.read');
    const changed = await authClient(portal, principal).changeMe({ body: { name: 'New name', locale: 'en' } });
    expect(changed).toEqual({ ...me, name: 'New name', locale: 'en' });
  });
});

describe('staff', () => {
  test('administrators give and take roles, but not their own', async () => {
    const administrator = await createPerson(portal, { staff_roles: ['administrator'] });
    const { principal } = await logIn(portal, administrator);
    const client = authClient(portal, principal);
    const user = await createPerson(portal);
    expect(await client.changeUser({ params: { id: user.id }, body: { staff_roles: ['auditor'] } })).toMatchObject({
      staff_roles: ['auditor'],
    });
    expect((await client.listUsers({ query: { staff: true, q: user.email } })).items).toMatchObject([{ id: user.id }]);
    expect((await logIn(portal, user)).principal.staff_roles).toEqual(['auditor']);
    expect(await refusal(client.changeUser({ params: { id: administrator.id }, body: { staff_roles: [] } }))).toBe('own_account');
    expect(await refusal(authClient(portal, staff('account_manager')).listUsers({}))).toBe('forbidden');
    expect(await refusal(as(holding, 'owner').changeUser({ params: { id: user.id }, body: { staff_roles: ['administrator'] } }))).toBe(
      'user_not_found',
    );
  });
});
