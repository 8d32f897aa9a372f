import type { UserPrincipal } from '@kabinet/contract/principal';
import { licensesContract } from '@kabinet/contracts/licenses';
import { decodeJwt } from 'jose';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, createPerson, logIn, pass, refusal, resolve, type LoggedIn, type Person } from './people.ts';

const REASON = 'The customer asked where the licence is';
let portal: TestPortal;
let cabinet: { organization_id: string; root_id: string };
let customer: Person;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') });
  cabinet = await portal.organization('Viewed');
  await portal.settle();
  customer = await createPerson(portal, { memberships: [{ organization_id: cabinet.organization_id, role: 'owner' }] });
});
afterAll(() => portal.stop());

interface Begun {
  readonly helper: Person;
  readonly login: LoggedIn;
  readonly viewing: { id: string; access_token: string; expires_at: string; expires_in: number };
  readonly principal: UserPrincipal;
}

async function begin(): Promise<Begun> {
  const helper = await createPerson(portal, { staff_roles: ['support_engineer'] });
  const login = await logIn(portal, helper);
  const viewing = await authClient(portal, login.principal).startViewing({ params: { id: customer.id }, body: { reason: REASON } });
  const principal = await resolve(portal, customer.id, viewing.id);
  if (!principal) throw new Error('a viewing that is nobody');
  return { helper, login, viewing, principal };
}

function isOver({ viewing }: Begun): Promise<boolean> {
  return resolve(portal, customer.id, viewing.id).then((principal) => principal === null);
}

describe('looking with the eyes of a customer', () => {
  test('shows what the customer sees, and says who looks', async () => {
    const { helper, viewing, principal } = await begin();
    expect(decodeJwt(viewing.access_token)).toMatchObject({ sub: customer.id, sid: viewing.id, act: { sub: helper.id } });
    expect(principal).toEqual({
      kind: 'user',
      id: customer.id,
      session_id: viewing.id,
      memberships: [{ ...cabinet, role: 'owner', disabled: [] }],
      staff_roles: [],
      viewed_by: { id: helper.id },
    });
    const me = await authClient(portal, principal).getMe({});
    expect(me).toMatchObject({ id: customer.id, staff_roles: [], viewed_by: { id: helper.id } });
    expect(Date.parse(me.viewed_by?.until ?? '')).toBe(Date.parse(viewing.expires_at));
    expect((await portal.client(licensesContract, principal).listLicenses({})).items).toEqual([]);
  });

  test('changes nothing, tells nothing of devices, and starts no further viewing', async () => {
    const { principal } = await begin();
    const client = authClient(portal, principal);
    const params = { id: cabinet.organization_id };
    const attempts = [
      client.changeMe({ body: { name: 'Another' } }),
      client.inviteCabinetUser({ params, body: { email: 'x@example.ru', name: 'X', role: 'owner' } }),
      client.removeCabinetUser({ params: { ...params, user_id: customer.id } }),
      client.startViewing({ params: { id: customer.id }, body: { reason: REASON } }),
      client.endSessions({}),
      client.listSessions({}),
      client.getSecondFactor({}),
    ];
    for (const attempt of attempts) expect(await refusal(attempt)).toBe('view_only');
  });

  test('is for customers who can log in, by staff who help them', async () => {
    const start = (by: LoggedIn['principal'], id: string) =>
      refusal(authClient(portal, by).startViewing({ params: { id }, body: { reason: REASON } }));
    const { helper, login } = await begin();
    expect(await start(login.principal, helper.id)).toBe('not_viewable');
    expect(await start(login.principal, login.sessionId)).toBe('user_not_found');
    const disabled = await createPerson(portal);
    await authClient(portal, staff('administrator')).changeUser({ params: { id: disabled.id }, body: { status: 'disabled' } });
    expect(await start(login.principal, disabled.id)).toBe('not_viewable');
    expect(await start((await logIn(portal, await createPerson(portal, { staff_roles: ['auditor'] }))).principal, customer.id)).toBe(
      'user_not_found',
    );
    const noReason = authClient(portal, login.principal).startViewing({ params: { id: customer.id }, body: { reason: ' ' } });
    expect(await refusal(noReason)).toBe('invalid_body');
  });

  test('names both in the audit log, where the owners read of it', async () => {
    const { helper, viewing, principal } = await begin();
    await authClient(portal, principal).deleteJwt({});
    const events = await portal.database.sql<{ event: Record<string, unknown> }>(
      `select event::jsonb as event from auth.outbox where event->>'subject' = $1 order by id`,
      [viewing.id],
    );
    const told = { organizationid: cabinet.organization_id, rootid: cabinet.root_id };
    const actor = { principal: `user:${helper.id}`, side: 'vendor', organization_ids: [], on_behalf: `user:${customer.id}` };
    expect(events.map(({ event }) => event)).toMatchObject([
      { type: 'viewing.started', ...told, actor, data: { user_id: customer.id, reason: REASON } },
      { type: 'viewing.ended', ...told, actor, data: { user_id: customer.id } },
    ]);
  });
});

describe('a viewing ends', () => {
  test('when it is stopped, and leaves the session of who looked', async () => {
    const begun = await begin();
    await authClient(portal, begun.principal).deleteJwt({});
    expect(await isOver(begun)).toBe(true);
    expect(await resolve(portal, begun.helper.id, begun.login.sessionId)).not.toBeNull();
  });

  test('after half an hour', async () => {
    const begun = await begin();
    expect(begun.viewing.expires_in).toBe(1_800);
    pass(portal, 1_799);
    expect(await isOver(begun)).toBe(false);
    pass(portal, 1);
    expect(await isOver(begun)).toBe(true);
  });

  test('with the session that it was begun in', async () => {
    const begun = await begin();
    await authClient(portal, begun.login.principal).deleteJwt({});
    expect(await isOver(begun)).toBe(true);
  });

  test('with the role, the account or the innocence of either side', async () => {
    const administrator = authClient(portal, staff('administrator'));
    const change = (id: string, body: { staff_roles?: ('auditor' | 'support_engineer')[]; status?: 'active' | 'disabled' }) =>
      administrator.changeUser({ params: { id }, body });
    const begun = await begin();
    await change(begun.helper.id, { staff_roles: ['auditor'] });
    expect(await isOver(begun)).toBe(true);
    await change(begun.helper.id, { staff_roles: ['support_engineer'] });
    expect(await isOver(begun)).toBe(false);
    await change(customer.id, { staff_roles: ['auditor'] });
    expect(await isOver(begun), 'whose eyes became those of staff').toBe(true);
    await change(customer.id, { staff_roles: [] });
    await change(begun.helper.id, { status: 'disabled' });
    expect(await isOver(begun)).toBe(true);
  });

  test('and is the viewing of nobody else', async () => {
    const { viewing } = await begin();
    expect(await resolve(portal, (await createPerson(portal)).id, viewing.id)).toBeNull();
  });
});
