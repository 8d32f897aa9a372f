import { principalKey, type Principal } from '@kabinet/contract/principal';
import { auditContract } from '@kabinet/contracts/audit';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueEvent } from './happenings.ts';

let portal: TestPortal;
let mother: Organization;
let daughter: Organization;
beforeAll(async () => {
  portal = await startPortal();
  mother = await portal.organization('Mother');
  daughter = await portal.organization('Daughter', mother);
});
afterAll(() => portal.stop());

interface Organization {
  organization_id: string;
  root_id: string;
}

let happenings = 0;

/** Something happens to the organization; answers the action by which its entry is found. */
async function happen(actor: Principal, { organization_id, root_id }: Organization): Promise<string> {
  const what = `happened_${(happenings += 1)}`;
  await portal.service('audit').inbox.receive([issueEvent(what, organization_id, root_id, actor)]);
  await portal.settle();
  return `issues.issue.${what}`;
}

async function seenBy(reader: Principal, query: object) {
  const { items } = await portal.client(auditContract, reader).listAuditEntries({ query });
  return items;
}

const machineOf = (organization: Organization | null): Principal => ({ kind: 'machine', id: 'a-token', scopes: [], organization });

test.each([
  ['vendor', () => staff('account_manager')],
  ['vendor', () => machineOf(null)],
  ['portal', () => serviceNamed('issues')],
  ['anonymous', (): Principal => ({ kind: 'anonymous' })],
  ['customer', () => member(mother, 'owner')],
] as const)('an owner is told that it was the %s, not who and from where, and neither can search by it', async (kind, actor) => {
  const principal = actor();
  const action = await happen(principal, daughter);
  const owner = member(daughter, 'owner');
  const [entry] = await seenBy(owner, { action: [action] });
  expect(entry).toMatchObject({ actor: { kind, id: null, cabinet_ids: null }, ip: null });
  expect(entry).toMatchObject({ chain: null, seq: null, hash: null });
  for (const query of [{ actor: principalKey(principal) }, { q: principalKey(principal) }]) {
    expect(await seenBy(owner, { action: [action], ...query })).toEqual([]);
    expect(await seenBy(staff('auditor'), { action: [action], ...query })).toHaveLength(1);
  }
});

test.each([
  ['person', () => member(daughter, 'license_manager')],
  ['token', () => machineOf(daughter)],
] as const)('an owner is told which %s of their organizations it was, and from where', async (_what, actor) => {
  const principal = actor();
  const action = await happen(principal, daughter);
  for (const owner of [member(daughter, 'owner'), member(mother, 'owner')]) {
    const entries = await seenBy(owner, { action: [action], actor: principalKey(principal) });
    expect(entries).toMatchObject([{ actor: { kind: 'customer', id: principalKey(principal), cabinet_ids: null }, ip: '192.0.2.99' }]);
  }
});

test('staff are told who, for whom, from where and in which chain', async () => {
  const principal = member(daughter, 'owner');
  const action = await happen(principal, daughter);
  expect(await seenBy(staff('auditor'), { action: [action] })).toMatchObject([
    {
      actor: { kind: 'customer', id: principalKey(principal), cabinet_ids: [daughter.organization_id] },
      ip: '192.0.2.99',
      chain: mother.root_id,
      seq: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
});

test('after a move the new owner reads what happened before, not which people of the former tree did it', async () => {
  const [from, to] = [await portal.organization('Seller'), await portal.organization('Buyer')];
  const moved = await portal.organization('Sold', from);
  const [seller, own] = [member(from, 'owner'), member(moved, 'owner')];
  const actions = [await happen(seller, moved), await happen(own, moved)];
  await portal
    .client(organizationsContract, staff('account_manager'))
    .changeCabinet({ params: { id: moved.organization_id }, body: { parent_id: to.organization_id } }, { ifMatch: '*' });
  await portal.settle();
  const entries = await seenBy(member(to, 'owner'), { action: actions, sort: 'at' });
  expect(entries.map(({ actor, ip }) => [actor.id, ip])).toEqual([
    [null, null],
    [principalKey(own), '192.0.2.99'],
  ]);
  expect(await seenBy(member(from, 'owner'), { action: actions })).toEqual([]);
  expect((await seenBy(staff('auditor'), { action: actions })).map(({ chain }) => chain)).toEqual([from.root_id, from.root_id]);
});

test('of an event that says no side an owner is told nothing of its actor, and its chain is whole', async () => {
  const event = issueEvent('untold', daughter.organization_id, daughter.root_id, member(daughter, 'owner'));
  const { side: _side, organization_ids: _organizations, ...actor } = event.actor;
  await portal.service('audit').inbox.receive([{ ...event, actor }]);
  await portal.settle();
  const action = ['issues.issue.untold'];
  expect(await seenBy(member(daughter, 'owner'), { action })).toMatchObject([{ actor: { kind: null, id: null }, ip: null }]);
  expect(await seenBy(staff('auditor'), { action })).toMatchObject([{ actor: { kind: null, id: actor.principal, cabinet_ids: [] } }]);
  const checked = await portal.client(auditContract, staff('auditor')).checkAuditChain({ query: { chain: daughter.root_id } });
  expect(checked).toMatchObject({ ok: true });
});
