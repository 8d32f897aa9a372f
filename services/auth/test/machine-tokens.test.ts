import type { Principal } from '@kabinet/contract/principal';
import { member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, eventsAbout, pass, refusal } from './people.ts';

type Cabinet = { organization_id: string; root_id: string };
let portal: TestPortal;
let holding: Cabinet;
let daughter: Cabinet;
let stranger: Cabinet;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T20:30:00Z') });
  holding = await portal.organization('Holding');
  daughter = await portal.organization('Daughter', holding);
  stranger = await portal.organization('Stranger');
  await portal.settle();
});
afterAll(() => portal.stop());

async function resolve(token: string): Promise<Principal | null> {
  return (await authClient(portal, serviceNamed('gateway')).resolveToken({ body: { token } })).principal;
}

function create(
  by: Principal,
  cabinet: Cabinet | null,
  facts: { scopes?: ('licenses:read' | 'purchases:write')[]; expires_at?: string } = {},
) {
  const body = { name: 'A machine', scopes: facts.scopes ?? ['licenses:read' as const], cabinet_id: cabinet?.organization_id ?? null };
  return authClient(portal, by).createToken({ body: { ...body, ...(facts.expires_at ? { expires_at: facts.expires_at } : {}) } });
}

describe('a machine token', () => {
  test('acts for the organization of its owner', async () => {
    const created = await create(member(holding, 'owner'), daughter);
    expect(created).toMatchObject({ token: expect.stringMatching(/^kbt_[\w-]{43}$/), cabinet: { name: 'Daughter' }, last_used_on: null });
    expect(await resolve(created.token)).toEqual({ kind: 'machine', id: created.id, scopes: ['licenses:read'], organization: daughter });
    const { items } = await authClient(portal, member(daughter, 'owner')).listTokens({});
    // 20:30 UTC is the same day in Moscow; an hour later is the next.
    expect(items).toMatchObject([{ id: created.id, last_used_on: '2026-11-23' }]);
    expect(JSON.stringify(items)).not.toContain(created.token);
    pass(portal, 3_600);
    await resolve(created.token);
    expect((await authClient(portal, member(daughter, 'owner')).listTokens({})).items).toMatchObject([{ last_used_on: '2026-11-24' }]);
  });

  test('is read without its secret, by who may know of it', async () => {
    const { token: _secret, ...created } = await create(member(holding, 'owner'), daughter);
    const params = { id: created.id };
    const read = await authClient(portal, member(daughter, 'owner')).getToken({ params });
    expect(read).toEqual({ ...created, created_at: expect.any(String) });
    for (const by of [member(stranger, 'owner'), member(daughter, 'license_manager')]) {
      expect(await refusal(authClient(portal, by).getToken({ params }))).toBe('token_not_found');
    }
    await authClient(portal, member(daughter, 'owner')).deleteToken({ params });
    expect(await refusal(authClient(portal, member(daughter, 'owner')).getToken({ params }))).toBe('token_not_found');
  });

  test('is searched by its name and its organization’s', async () => {
    const cabinet = await portal.organization('Поисковая');
    await portal.settle();
    const owner = authClient(portal, member(cabinet, 'owner'));
    for (const name of ['CRM 100%', 'Monitoring']) {
      await owner.createToken({ body: { name, scopes: ['licenses:read'], cabinet_id: cabinet.organization_id } });
    }
    const found = async (q: string) => {
      const { items, total } = await owner.listTokens({ query: { q, count: true } });
      expect(total).toBe(items.length);
      return items.map(({ name }) => name).toSorted();
    };
    expect(await found('crm')).toEqual(['CRM 100%']);
    expect(await found('%')).toEqual(['CRM 100%']);
    expect(await found('ПОИСК')).toEqual(['CRM 100%', 'Monitoring']);
    expect(await found('nothing')).toEqual([]);
  });

  test('is found by its whole secret only', async () => {
    const { token } = await create(member(holding, 'owner'), holding);
    for (const wrong of [token.slice(0, -1), `${token}A`, token.toLowerCase(), token.replace('kbt_', 'kbr_'), '', 'kbt_']) {
      expect(await resolve(wrong)).toBeNull();
    }
  });

  test('is revoked at once', async () => {
    const { id, token } = await create(member(holding, 'owner'), daughter);
    const remove = (by: Principal) => refusal(authClient(portal, by).deleteToken({ params: { id } }));
    expect(await remove(member(stranger, 'owner'))).toBe('token_not_found');
    expect(await remove(member(daughter, 'license_manager'))).toBe('token_not_found');
    expect(await remove(staff('auditor'))).toBe('forbidden');
    expect(await resolve(token)).not.toBeNull();
    expect(await remove(member(daughter, 'owner'))).toBe('ok');
    expect(await resolve(token)).toBeNull();
    expect(await remove(member(daughter, 'owner'))).toBe('token_not_found');
    expect(await eventsAbout(portal, id)).toEqual(['token.created', 'token.revoked']);
  });

  test('expires', async () => {
    const in1h = new Date(portal.clock.now().getTime() + 3_600_000).toISOString();
    const { token } = await create(member(holding, 'owner'), holding, { expires_at: in1h });
    expect(await resolve(token)).not.toBeNull();
    pass(portal, 3_600);
    expect(await resolve(token)).toBeNull();
    await expect(create(member(holding, 'owner'), holding, { expires_at: in1h })).rejects.toMatchObject({
      errors: [{ pointer: '/expires_at', code: 'in_the_past' }],
    });
  });

  test('grants no more than its owner holds', async () => {
    await expect(create(member(holding, 'owner', ['licenses']), holding)).rejects.toMatchObject({
      errors: [{ pointer: '/scopes/0', code: 'scope_not_held' }],
    });
  });

  test.each([
    ['its owner', () => member(holding, 'owner')],
    ['an administrator, who may do it', () => staff('administrator')],
    ['the operator', () => serviceNamed('cli')],
  ])('of an organization gets no right to what is the vendor’s, from %s', async (_who, by) => {
    const scopes = ['licenses:read', 'purchases:write'] as const;
    const body = { name: 'A machine', scopes: [...scopes], cabinet_id: holding.organization_id };
    const client = authClient(portal, by());
    const creating = by().kind === 'service' ? client.createMachineToken({ body }) : client.createToken({ body });
    await expect(creating).rejects.toMatchObject({ code: 'invalid_body', errors: [{ pointer: '/scopes/1', code: 'vendor_scope' }] });
  });

  test('is refused for a foreign, a missing and no organization', async () => {
    const by = member(daughter, 'owner');
    const missing = { organization_id: '01890000-0000-7000-8000-000000000000', root_id: '' };
    const notFound = { code: 'invalid_body', errors: [{ pointer: '/cabinet_id', code: 'not_found' }] };
    for (const cabinet of [stranger, holding, missing]) await expect(create(by, cabinet)).rejects.toMatchObject(notFound);
    await expect(create(by, null)).rejects.toMatchObject({ errors: [{ pointer: '/cabinet_id', code: 'required' }] });
    expect(await refusal(create(member(daughter, 'viewer'), daughter))).toBe('forbidden');
  });

  test('of the vendor is made by administrators and by the operator', async () => {
    const scopes = ['purchases:write' as const];
    const byAdministrator = await create(staff('administrator'), null, { scopes });
    const byOperator = await authClient(portal, serviceNamed('cli')).createMachineToken({ body: { name: 'ERP', scopes } });
    for (const { token, id } of [byAdministrator, byOperator]) {
      expect(await resolve(token)).toEqual({ kind: 'machine', id, scopes, organization: null });
    }
    const { items } = await authClient(portal, member(holding, 'owner')).listTokens({});
    expect(items.map((item) => item.id)).not.toContain(byOperator.id);
    expect((await authClient(portal, staff('auditor')).listTokens({})).items.map((item) => item.id)).toContain(byOperator.id);
    expect(await refusal(create(staff('account_manager'), null, { scopes }))).toBe('forbidden');
  });
});
