import { auditContract } from '@kabinet/contracts/audit';
import { organizationsContract } from '@kabinet/contracts/organizations';
import type { Event } from '@kabinet/contract/events';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueEvent } from './happenings.ts';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

async function entriesOf(subject: string, reader = staff('auditor')) {
  const { items } = await portal.client(auditContract, reader).listAuditEntries({ query: { subject, sort: 'at' } });
  return items;
}

function change(id: string, body: object, ifMatch: string) {
  return portal.client(organizationsContract, staff('account_manager')).changeCabinet({ params: { id }, body }, { ifMatch });
}

/** The state of a request after its `version`th change. */
function stateOf(id: string, version: number, data: object, about: Partial<Event> = {}): Event {
  return { ...issueEvent(`changed_${version}`), subject: id, version, data: { id, ...data }, ...about };
}

test('an entry tells each changed member before and after', async () => {
  const { organization_id: id } = await portal.organization('Called so');
  await change(id, { name: 'Called otherwise' }, '"1"');
  await portal.settle();
  const [created, changed] = await entriesOf(id);
  expect(created).toMatchObject({ version: 1, changes: null });
  expect(changed).toMatchObject({
    version: 2,
    changes: [{ pointer: '/name', before: 'Called so', after: 'Called otherwise' }],
  });
});

test('whatever order the events come in, what was before is that of the version before', async () => {
  const id = randomUUIDv7();
  for (const version of [3, 1, 2]) {
    await portal.service('audit').inbox.receive([stateOf(id, version, { units: version })]);
    await portal.settle();
  }
  const changes = (await entriesOf(id)).map((entry) => [entry.version, entry.changes?.map(({ before, after }) => [before, after])]);
  expect(changes.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([
    [1, undefined],
    [2, [[1, 2]]],
    [3, [[2, 3]]],
  ]);
});

test('a fact is no state: it has no changes, and those after it are compared with the state before it', async () => {
  const id = randomUUIDv7();
  const fact = { ...stateOf(id, 2, {}), data: { reason: 'looked at' } };
  await portal.service('audit').inbox.receive([stateOf(id, 1, { open: true }), fact, stateOf(id, 3, { open: false })]);
  await portal.settle();
  const changes = new Map((await entriesOf(id)).map((entry) => [entry.version, entry.changes]));
  expect(changes.get(2)).toBeNull();
  expect(changes.get(3)).toEqual([{ pointer: '/open', before: true, after: false }]);
});

test('an owner is told of a move what they may know of, and nothing of a state in another’s hands', async () => {
  const [from, to] = [await portal.organization('Above'), await portal.organization('Above too')];
  const moved = await portal.organization('Below', from);
  await change(moved.organization_id, { parent_id: to.organization_id }, '"1"');
  await portal.settle();
  const changesFor = async (reader: ReturnType<typeof member>) => (await entriesOf(moved.organization_id, reader)).at(-1)?.changes;
  expect(await changesFor(member(to, 'owner'))).toEqual([{ pointer: '/parent_id', before: null, after: to.organization_id }]);
  expect(await changesFor(member({ ...moved, root_id: to.root_id }, 'owner'))).toEqual([]);
  expect(await changesFor(staff('auditor'))).toEqual([
    { pointer: '/parent_id', before: from.organization_id, after: to.organization_id },
    { pointer: '/root_id', before: from.root_id, after: to.root_id },
  ]);
  const handed = randomUUIDv7();
  const of = ({ organization_id, root_id }: typeof from) => ({ organizationid: organization_id, rootid: root_id });
  await portal.service('audit').inbox.receive([stateOf(handed, 1, { units: 5 }, of(from)), stateOf(handed, 2, { units: 3 }, of(to))]);
  await portal.settle();
  expect(await entriesOf(handed, member(to, 'owner'))).toMatchObject([{ version: 2, changes: null }]);
});

test('in whose name somebody acted is told to whom the actor is told, who can search by it', async () => {
  const daughter = await portal.organization('Acting');
  const actor = member(daughter, 'license_manager');
  const on_behalf = `user:${randomUUIDv7()}`;
  const event = issueEvent('acted_for', daughter.organization_id, daughter.root_id, actor);
  await portal.service('audit').inbox.receive([{ ...event, actor: { ...event.actor, on_behalf } }]);
  await portal.settle();
  const find = async (reader: ReturnType<typeof member>) =>
    (await portal.client(auditContract, reader).listAuditEntries({ query: { actor: on_behalf } })).items;
  for (const reader of [staff('auditor'), member(daughter, 'owner')]) expect(await find(reader)).toMatchObject([{ actor: { on_behalf } }]);
});

test('the chains are listed, the vendor’s first, each with its head', async () => {
  await portal.settle();
  const auditor = portal.client(auditContract, staff('auditor'));
  const { items } = await auditor.listAuditChains({ query: { limit: 200 } });
  const chains = await portal.database.sql<{ id: string; entries: number }>(
    'select chain_id as id, count(*)::int as entries from audit.audit_entry group by 1 order by 1',
  );
  expect(items.map(({ chain, head }) => [chain, head.seq])).toEqual(
    chains.map(({ id, entries }, index) => [index === 0 ? null : id, entries]),
  );
  const [, second, third] = items;
  expect(await auditor.listAuditChains({ query: { after: second?.chain ?? '', limit: 1 } })).toEqual({ items: [third] });
  expect(await auditor.checkAuditChain({ query: { chain: third?.chain ?? '' } })).toMatchObject({ ok: true, hash: third?.head.hash });
});
