import type { Principal } from '@kabinet/contract/principal';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { engineer, form, idOf, issues, NOON, person, request, startWorld, type World } from './fixture.ts';
import { ScriptedHelpdesk } from './scripted-helpdesk.ts';

let world: World;
let contact: Principal;
let viewer: Principal;
let outsider: Principal;
let support: Principal;
let helpdesk: ScriptedHelpdesk;
let minutes = 0;

beforeAll(async () => {
  world = await startWorld();
  helpdesk = new ScriptedHelpdesk(() => world.portal.clock.now());
  const { portal, daughter, stranger } = world;
  contact = await person(portal, 'Софья Заявкина', daughter, 'support_contact');
  viewer = await person(portal, 'Виктор Смотрящий', daughter, 'viewer');
  outsider = await person(portal, 'Чужой Человек', stranger, 'owner');
  support = await engineer(portal, 'Степан Поддержкин');
  await portal.settle();
});
beforeEach(() => behindHelpdesk(undefined));
afterAll(() => world.portal.stop());

/** From here on this helpdesk stands behind the portal. */
function behindHelpdesk(behind: ScriptedHelpdesk | undefined): void {
  const { state } = world.portal.service('issues').contextAsService('test');
  Object.assign(state as object, { helpdesk: behind });
}

async function exchange(): Promise<void> {
  minutes += 11;
  world.portal.clock.set(new Date(NOON.getTime() + minutes * 60_000));
  const service = world.portal.service('issues');
  await service.manifest.jobs['exchange']?.run(service.contextAsService('job:test'), {});
  await world.portal.settle();
}

async function open(changes: object = {}, author = contact, certificate = world.certificates.daughter) {
  return issues(world, author).createIssue(request(certificate, changes));
}

function ticketNumbered(number: string): string {
  return [...helpdesk.tickets.values()].find((ticket) => ticket.number === number)?.id ?? '';
}

function read(who: Principal, id: string) {
  return issues(world, who).getIssue({ params: { id } });
}

test('a merged request is closed and leads to where its conversation goes on; nothing more is said in it', async () => {
  const [first, kept] = [await open({ subject: 'Первый' }), await open({ subject: 'Второй' })];
  const params = { id: first.id };
  await issues(world, contact).addFollower({ params: { ...params, user_id: idOf(viewer) } });
  const merged = await issues(world, support).mergeIssue({ params, body: { into_id: kept.id } });
  const into = { id: kept.id, number: kept.number, subject: 'Второй' };
  expect(merged).toMatchObject({ status: 'closed', next_statuses: [], merged: { into } });
  const shown = await read(contact, first.id);
  expect(shown).toMatchObject({ status: 'closed', next_statuses: [], merged: { into } });
  expect(shown.history.at(-1)).toMatchObject({ what: 'merged', from: null, to: null, by: { name: 'Степан Поддержкин' } });
  expect(await read(viewer, kept.id)).toMatchObject({
    is_followed: true,
    merged: null,
    merged_here: [{ id: first.id, number: first.number, subject: 'Первый' }],
  });
  const customer = issues(world, contact);
  const refused = { code: 'issue_merged' };
  await expect(customer.createComment({ params, body: { body: 'Ещё' } })).rejects.toMatchObject(refused);
  await expect(customer.uploadAttachment({ params, upload: form(Buffer.from('x')) })).rejects.toMatchObject(refused);
  await expect(customer.changeIssue({ params, body: { status: 'open' } }, { ifMatch: '*' })).rejects.toMatchObject(refused);
  const again = issues(world, support).mergeIssue({ params, body: { into_id: kept.id } });
  await expect(again).rejects.toMatchObject(refused);
});

test('what would take the conversation from who asked is refused; so is one that does not exist', async () => {
  const [first, merged, kept] = [await open(), await open(), await open()];
  const own = await open({ private: true });
  const others = await open({ private: true }, await person(world.portal, 'Мария', world.daughter, 'support_contact'));
  const foreign = await open({}, outsider, world.certificates.stranger);
  const desk = issues(world, support);
  const merge = (into_id: string) => desk.mergeIssue({ params: { id: first.id }, body: { into_id } });
  await desk.mergeIssue({ params: { id: merged.id }, body: { into_id: kept.id } });
  for (const [into, code] of [
    [first.id, 'same_issue'],
    [merged.id, 'merged_already'],
    [foreign.id, 'different_cabinet'],
    [others.id, 'others_private'],
    [world.product, 'not_found'],
  ] as const) {
    await expect(merge(into)).rejects.toMatchObject({ code: 'invalid_body', errors: [{ pointer: '/into_id', code }] });
  }
  expect(await merge(own.id)).toMatchObject({ merged: { into: { id: own.id } } });
});

test('of a private request that was merged, only who may see it is told', async () => {
  const [secret, kept] = [await open({ private: true }), await open()];
  const { portal, daughter } = world;
  const owner = await person(portal, 'Ольга', daughter, 'owner');
  await issues(world, support).mergeIssue({ params: { id: secret.id }, body: { into_id: kept.id } });
  expect((await read(owner, kept.id)).merged_here).toEqual([]);
  expect((await read(contact, kept.id)).merged_here).toMatchObject([{ id: secret.id }]);
});

test('tickets of two customers that a helpdesk merged: neither learns of the other, and nothing goes over', async () => {
  behindHelpdesk(helpdesk);
  const ours = await open({ subject: 'Наш' });
  const theirs = await open({ subject: 'Чужой' }, outsider, world.certificates.stranger);
  await exchange();
  const [from, into] = [ticketNumbered(ours.number), ticketNumbered(theirs.number)];
  helpdesk.engineerSays(from, false, 'Только вам');
  helpdesk.engineerMerges(from, into);
  helpdesk.engineerSays(from, false, 'Сказано там');
  await exchange();
  await exchange();
  const shown = await read(contact, ours.id);
  expect(shown).toMatchObject({ status: 'closed', merged: { into: null } });
  const said = async (who: Principal, id: string) =>
    (await issues(world, who).listComments({ params: { id } })).items.map(({ body }) => body);
  expect(await said(contact, ours.id)).toEqual(['Только вам']);
  expect(await said(outsider, theirs.id)).toEqual(['Сказано там']);
  expect(await read(outsider, theirs.id)).toMatchObject({ merged_here: [] });
  expect(JSON.stringify([shown, await said(contact, ours.id)])).not.toContain(theirs.number);
  expect(await read(support, ours.id)).toMatchObject({ merged: { into: { id: theirs.id } } });
  const { items: followers } = await issues(world, support).listFollowers({ params: { id: theirs.id } });
  expect(followers.map(({ id }) => id)).toEqual([idOf(outsider)]);
});

test('a ticket that the helpdesk tells of is read at once; of one that is no request nothing is learnt', async () => {
  behindHelpdesk(helpdesk);
  const { id, number } = await open();
  await exchange();
  helpdesk.engineerSays(ticketNumbered(number), false, 'Уже здесь');
  const hook = issues(world, { kind: 'machine', id: 'helpdesk', scopes: ['helpdesk:notify'], organization: null });
  for (const ticket of [ticketNumbered(number), '999999999']) expect(await hook.announceTicket({ body: { ticket } })).toBeUndefined();
  await world.portal.settle();
  const { items } = await issues(world, contact).listComments({ params: { id } });
  expect(items.map(({ body }) => body)).toEqual(['Уже здесь']);
  await expect(hook.announceTicket({ body: { ticket: '1; 2' } })).rejects.toMatchObject({ code: 'invalid_body' });
  await expect(issues(world, support).announceTicket({ body: { ticket: '1' } })).rejects.toMatchObject({ code: 'forbidden' });
});

test('merged on both sides in opposite ways, the helpdesk’s holds, and it is shown that ours does not', async () => {
  behindHelpdesk(helpdesk);
  const [first, second] = [await open(), await open()];
  await exchange();
  helpdesk.engineerMerges(ticketNumbered(first.number), ticketNumbered(second.number));
  await issues(world, support).mergeIssue({ params: { id: second.id }, body: { into_id: first.id } });
  await exchange();
  await exchange();
  expect(await read(contact, first.id)).toMatchObject({ status: 'closed', delivery: 'delivered', merged: { into: { id: second.id } } });
  const held = await read(contact, second.id);
  expect(held).toMatchObject({ status: 'new', delivery: 'delivered', merged: null });
  expect(held.history.map(({ what }) => what)).toEqual(['opened', 'merged', 'separated']);
});

test('a ticket that went into one of nobody’s here is closed; a helpdesk that parts it again opens it', async () => {
  behindHelpdesk(helpdesk);
  const { id, number } = await open();
  await exchange();
  const ticket = ticketNumbered(number);
  const elsewhere = await helpdesk.createTicket({ number: 'none', subject: 'По почте', text: '…', severity: 'normal' });
  helpdesk.engineerMerges(ticket, elsewhere);
  await exchange();
  expect(await read(support, id)).toMatchObject({ status: 'closed', merged: { into: null } });
  helpdesk.engineerParts(ticket);
  helpdesk.engineerChanges(ticket, { status: 'open' });
  await exchange();
  expect(await read(contact, id)).toMatchObject({ status: 'open', merged: null });
  await issues(world, contact).createComment({ params: { id }, body: { body: 'Спасибо' } });
});
