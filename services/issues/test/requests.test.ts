import type { Principal } from '@kabinet/contract/principal';
import { member, staff } from 'kabinet-program/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addProduct, certify, engineer, idOf, issues, NOON, person, request, startWorld, type World } from './fixture.ts';

let world: World;
let owner: Principal;
let contact: Principal;
let viewer: Principal;
let support: Principal;

beforeAll(async () => {
  world = await startWorld();
  const { portal, holding, daughter } = world;
  owner = await person(portal, 'Ольга Владельцева', holding, 'owner');
  contact = await person(portal, 'Софья Заявкина', daughter, 'support_contact');
  viewer = await person(portal, 'Виктор Смотрящий', daughter, 'viewer');
  support = await engineer(portal, 'Степан Поддержкин');
  await portal.settle();
});
beforeEach(() => world.portal.clock.set(NOON));
afterAll(() => world.portal.stop());

function minutesLater(minutes: number): void {
  world.portal.clock.set(new Date(NOON.getTime() + minutes * 60_000));
}

test('a request follows from its certificate: organization, product and when the answer is due', async () => {
  const opened = await issues(world, contact).createIssue(request(world.certificates.daughter));
  expect(opened).toMatchObject({
    cabinet: { id: world.daughter.organization_id, name: 'Дочка' },
    product: { id: world.product },
    certificate_id: world.certificates.daughter,
    severity: 'normal',
    status: 'new',
    delivery: 'delivered',
    respond_by: '2026-06-15T11:00:00Z',
    responded_at: null,
    created_by: { id: idOf(contact), name: 'Софья Заявкина', side: 'customer' },
    assignee: null,
    is_followed: true,
    next_statuses: ['closed'],
    description: 'Служба **не** запускается.',
    history: [{ what: 'opened' }],
  });
  expect(opened.number).toMatch(/^R-2026-\d{7}$/);
});

test('without a certificate named, the one that promises the quickest answer is taken', async () => {
  const { portal, holding, product, certificates } = world;
  const quick = await certify(portal, holding, product, 'privileged');
  const body = { product_id: product, subject: 'Вопрос', description: 'Как?' };
  const opened = await issues(world, owner).createIssue({ body });
  expect(opened).toMatchObject({ certificate_id: quick, cabinet: { id: holding.organization_id } });
  expect(opened.certificate_id).not.toBe(certificates.holding);
});

test.for([
  ['nothing that says of what', () => ({}), '/product_id', 'product_needed'],
  ['another’s certificate', () => ({ certificate_id: world.certificates.stranger }), '/certificate_id', 'not_found'],
  ['another’s organization', () => ({ cabinet_id: world.stranger.organization_id }), '/cabinet_id', 'not_found'],
  [
    'a certificate of the parent for the daughter',
    () => ({ certificate_id: world.certificates.holding, cabinet_id: world.daughter.organization_id }),
    '/certificate_id',
    'different_cabinet',
  ],
  [
    'a certificate of another product',
    () => ({ certificate_id: world.certificates.holding, product_id: world.holding.organization_id }),
    '/certificate_id',
    'different_product',
  ],
  ['a product that nobody knows', () => ({ product_id: world.holding.organization_id }), '/product_id', 'no_certificate'],
] as const)('%s is refused', async ([, given, pointer, code]) => {
  const body = { subject: 'Вопрос', description: 'Как?', ...given() };
  await expect(issues(world, owner).createIssue({ body })).rejects.toMatchObject({ code: 'invalid_body', errors: [{ pointer, code }] });
});

test('a product that the organization has no certificate for is refused like one that does not exist', async () => {
  const other = await addProduct(world.portal, `horns-${Date.now()}`);
  const body = { product_id: other, subject: 'Вопрос', description: 'Как?' };
  const refused = { code: 'invalid_body', errors: [{ pointer: '/product_id', code: 'no_certificate' }] };
  await expect(issues(world, owner).createIssue({ body })).rejects.toMatchObject(refused);
});

test('an answer passes the turn on, and the first one stops the clock', async () => {
  const { id } = await issues(world, contact).createIssue(request(world.certificates.daughter));
  const params = { id };
  minutesLater(10);
  const comment = await issues(world, support).createComment({ params, body: { body: 'Пришлите журнал.' } });
  expect(comment).toMatchObject({ author: { name: 'Степан Поддержкин', side: 'support' }, body: 'Пришлите журнал.', edited_at: null });
  expect(await issues(world, contact).getIssue({ params })).toMatchObject({ status: 'open', responded_at: '2026-06-15T09:10:00Z' });
  const waiting = { params, body: { status: 'waiting_for_customer' as const } };
  await issues(world, support).changeIssue(waiting, { ifMatch: '*' });
  minutesLater(20);
  await issues(world, contact).createComment({ params, body: { body: 'Вот он.' } });
  const read = await issues(world, contact).getIssue({ params });
  expect(read).toMatchObject({ status: 'open', responded_at: '2026-06-15T09:10:00Z', updated_at: '2026-06-15T09:20:00Z' });
  expect(read.history.map(({ what, from, to }) => [what, from, to])).toEqual([
    ['opened', null, null],
    ['status_changed', 'new', 'open'],
    ['status_changed', 'open', 'waiting_for_customer'],
    ['status_changed', 'waiting_for_customer', 'open'],
  ]);
});

test('a closed request takes no more until it is reopened; what the customer may not decide is refused', async () => {
  const customer = issues(world, contact);
  const { id } = await customer.createIssue(request(world.certificates.daughter));
  const params = { id };
  await expect(customer.changeIssue({ params, body: { status: 'resolved' } }, { ifMatch: '*' })).rejects.toMatchObject({
    code: 'status_not_allowed',
    params: { from: 'new', to: 'resolved' },
  });
  await customer.changeIssue({ params, body: { status: 'closed' } }, { ifMatch: '*' });
  await expect(customer.createComment({ params, body: { body: 'Ещё.' } })).rejects.toMatchObject({ code: 'issue_closed' });
  const { status, next_statuses } = await customer.changeIssue({ params, body: { status: 'open' } }, { ifMatch: '*' });
  expect({ status, next_statuses }).toEqual({ status: 'open', next_statuses: ['closed'] });
});

test('a change on a version that is no longer the latest is refused, and a comment makes a new one', async () => {
  const { id } = await issues(world, contact).createIssue(request(world.certificates.daughter));
  await issues(world, support).createComment({ params: { id }, body: { body: 'Смотрим.' } });
  const change = { params: { id }, body: { severity: 'critical' as const } };
  await expect(issues(world, contact).changeIssue(change, { ifMatch: '"1"' })).rejects.toMatchObject({ code: 'version_mismatch' });
  expect(await issues(world, contact).changeIssue(change, { ifMatch: '"2"' })).toMatchObject({ severity: 'critical' });
});

test('an author has a quarter of an hour for second thoughts; what was said before is kept', async () => {
  const customer = issues(world, contact);
  const { id } = await customer.createIssue(request(world.certificates.daughter));
  const comment = await customer.createComment({ params: { id }, body: { body: 'Пароль: 12345' } });
  const params = { id, comment_id: comment.id };
  expect(comment.editable_until).toBe('2026-06-15T09:15:00.000Z');
  minutesLater(14);
  expect(await customer.changeComment({ params, body: { body: 'Пароль пришлю.' } })).toMatchObject({
    body: 'Пароль пришлю.',
    edited_at: '2026-06-15T09:14:00Z',
  });
  await expect(issues(world, owner).changeComment({ params, body: { body: 'Не моё.' } })).rejects.toMatchObject({ code: 'not_the_author' });
  minutesLater(15);
  const late = { code: 'comment_settled' };
  await expect(customer.changeComment({ params, body: { body: 'Поздно.' } })).rejects.toMatchObject(late);
  await expect(customer.deleteComment({ params })).rejects.toMatchObject(late);
  minutesLater(14);
  await customer.deleteComment({ params });
  const { items } = await customer.listComments({ params: { id } });
  expect(items).toMatchObject([{ id: comment.id, body: '', deleted_at: '2026-06-15T09:14:00Z' }]);
  const kept = await world.portal.database.sql<{ body: string }>(
    'select body from issues.comment_revision where comment_id = $1 order by version',
    [comment.id],
  );
  expect(kept.map(({ body }) => body)).toEqual(['Пароль: 12345', 'Пароль пришлю.']);
});

test('who may see only their own sees no other, and a private one is for its author, its followers and the support', async () => {
  const { daughter, holding, certificates } = world;
  const opened = await issues(world, contact).createIssue(request(certificates.daughter, { private: true }));
  const params = { id: opened.id };
  const missing = { code: 'issue_not_found' };
  const colleague = await person(world.portal, 'Коллега', daughter, 'support_contact');
  await world.portal.settle();
  for (const other of [owner, viewer, colleague, member(holding, 'license_manager')]) {
    await expect(issues(world, other).getIssue({ params })).rejects.toMatchObject(missing);
    await expect(issues(world, other).listComments({ params })).rejects.toMatchObject(missing);
    const { items } = await issues(world, other).listIssues({ query: { q: opened.number } });
    expect(items).toEqual([]);
  }
  expect(await issues(world, support).getIssue({ params })).toMatchObject({ private: true });
  await issues(world, contact).addFollower({ params: { ...params, user_id: idOf(viewer) } });
  expect(await issues(world, viewer).getIssue({ params })).toMatchObject({ id: opened.id, is_followed: true, next_statuses: [] });
  expect((await issues(world, viewer).listIssues({ query: { mine: true } })).items.map(({ id }) => id)).toEqual([opened.id]);
  await expect(issues(world, viewer).createComment({ params, body: { body: 'Я только смотрю.' } })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await issues(world, contact).removeFollower({ params: { ...params, user_id: idOf(viewer) } });
  await expect(issues(world, viewer).getIssue({ params })).rejects.toMatchObject(missing);
});

test('only whoever may know of the request can follow it, as far as the caller may know of them', async () => {
  const { portal, stranger, holding, certificates } = world;
  const foreign = await person(portal, 'Посторонний', stranger, 'owner');
  const second = await person(portal, 'Второй', holding, 'support_contact');
  await portal.settle();
  const { id } = await issues(world, contact).createIssue(request(certificates.daughter));
  const add = (by: Principal, whom: Principal) => issues(world, by).addFollower({ params: { id, user_id: idOf(whom) } });
  const unknown = { code: 'person_not_found' };
  await expect(add(contact, foreign)).rejects.toMatchObject(unknown);
  // People of the parent could see it, but the daughter's people do not know of them.
  await expect(add(contact, second)).rejects.toMatchObject(unknown);
  const offered = async (by: Principal) =>
    (await issues(world, by).listFollowerCandidates({ params: { id } })).items.map(({ name }) => name);
  expect(await offered(owner)).toEqual(expect.arrayContaining(['Второй', 'Виктор Смотрящий']));
  const below = await offered(contact);
  expect(below).toContain('Виктор Смотрящий');
  for (const name of ['Второй', 'Посторонний', 'Софья Заявкина']) expect(below).not.toContain(name);
  await add(owner, second);
  await add(owner, owner);
  expect(await offered(owner)).not.toContain('Второй');
  const remove = (by: Principal) => issues(world, by).removeFollower({ params: { id, user_id: idOf(second) } });
  await expect(remove(contact)).rejects.toMatchObject(unknown);
  const { items } = await issues(world, contact).listFollowers({ params: { id } });
  expect(items.map(({ name }) => name)).toEqual(['Софья Заявкина']);
  const all = await issues(world, owner).listFollowers({ params: { id } });
  expect(all.items.map(({ name }) => name)).toEqual(['Второй', 'Ольга Владельцева', 'Софья Заявкина']);
  await issues(world, owner).createComment({ params: { id }, body: { body: 'Поддерживаю.' } });
  const said = await issues(world, contact).listComments({ params: { id } });
  expect(said.items.at(-1)?.author).toEqual({ id: null, name: null, side: 'customer' });
  expect((await issues(world, support).listComments({ params: { id } })).items.at(-1)?.author.name).toBe('Ольга Владельцева');
  await remove(owner);
  await expect(remove(owner)).rejects.toMatchObject(unknown);
});

test('the support assigns, notes among itself and keeps its answers; customers learn nothing of that but a name', async () => {
  const desk = issues(world, support);
  const { id, number } = await issues(world, contact).createIssue(request(world.certificates.daughter));
  const params = { id };
  expect((await desk.listEngineers({})).items).toContainEqual({ id: idOf(support), name: 'Степан Поддержкин' });
  const nobody = { params, body: { user_id: idOf(owner) } };
  await expect(desk.assignIssue(nobody)).rejects.toMatchObject({
    code: 'invalid_body',
    errors: [{ pointer: '/user_id', code: 'not_found' }],
  });
  await desk.assignIssue({ params, body: { user_id: idOf(support) } });
  minutesLater(5);
  const note = await desk.createNote({ params, body: { body: 'Клиент нервничает.' } });
  expect((await desk.listNotes({ params })).items).toMatchObject([{ id: note.id, body: 'Клиент нервничает.' }]);
  const read = await issues(world, contact).getIssue({ params });
  expect(read).toMatchObject({ assignee: { name: 'Степан Поддержкин' }, updated_at: '2026-06-15T09:00:00Z' });
  expect(JSON.stringify([read, await issues(world, contact).listComments({ params })])).not.toContain('нервничает');
  await expect(issues(world, contact).listNotes({ params })).rejects.toMatchObject({ code: 'forbidden' });
  const found = await desk.listIssues({ query: { assignee_id: idOf(support), assigned: true, status: ['new'] } });
  expect(found.items.map((issue) => issue.number)).toContain(number);
  const answer = { title: `Пришлите журнал ${Date.now()}`, body: 'Пришлите, пожалуйста, журнал.' };
  const kept = await desk.createCannedAnswer({ body: answer });
  await expect(desk.createCannedAnswer({ body: { ...answer, title: answer.title.toUpperCase() } })).rejects.toMatchObject({
    code: 'title_taken',
  });
  await desk.replaceCannedAnswer({ params: { id: kept.id }, body: { ...answer, body: 'Журнал, пожалуйста.' } });
  expect((await desk.listCannedAnswers({ query: { q: 'журнал, пож' } })).items).toMatchObject([
    { id: kept.id, body: 'Журнал, пожалуйста.' },
  ]);
  await desk.deleteCannedAnswer({ params: { id: kept.id } });
  await expect(desk.deleteCannedAnswer({ params: { id: kept.id } })).rejects.toMatchObject({ code: 'canned_answer_not_found' });
});

test('what an organization’s owners may not see is told to no organization', async () => {
  const { portal, certificates } = world;
  const customer = issues(world, contact);
  const open = await customer.createIssue(request(certificates.daughter));
  const hidden = await customer.createIssue(request(certificates.daughter, { private: true }));
  for (const { id } of [open, hidden]) {
    await issues(world, support).assignIssue({ params: { id }, body: { user_id: idOf(support) } });
    await issues(world, support).createNote({ params: { id }, body: { body: 'Между нами.' } });
    await customer.createComment({ params: { id }, body: { body: 'Подробности.' } });
  }
  const told = await portal.database.sql<{ type: string; organization: string | null; text: string }>(
    `select event ->> 'type' as type, event ->> 'organizationid' as organization, event::text as text from issues.outbox
      where event ->> 'subject' = any($1) order by recorded_at, id`,
    [[open.id, hidden.id]],
  );
  const toOwners = told.filter(({ organization }) => organization !== null);
  expect(toOwners.map(({ type }) => type)).toEqual(['issue.created', 'issue.commented']);
  expect(toOwners.map(({ text }) => text).join()).not.toContain(idOf(support));
  expect(told.map(({ text }) => text).join()).not.toMatch(/Подробности|Между нами|Не запускается/);
});

test('the support is warned once, before an answer is late', async () => {
  const { portal, certificates } = world;
  const { id } = await issues(world, contact).createIssue(request(certificates.daughter));
  const escalations = async () => {
    await portal.service('issues').manifest.jobs['escalate_issues']?.run(portal.service('issues').contextAsService('job:test'), {});
    const rows = await portal.database.sql<{ there: number }>(
      `select count(*)::int as there from issues.outbox where event ->> 'subject' = $1 and event ->> 'type' = 'issue.escalated'`,
      [id],
    );
    return rows[0]?.there;
  };
  minutesLater(59);
  expect(await escalations()).toBe(0);
  minutesLater(61);
  expect(await escalations()).toBe(1);
  expect(await escalations()).toBe(1);
  minutesLater(121);
  const { items } = await issues(world, support).listIssues({ query: { overdue: true, sort: 'respond_by', limit: 200 } });
  expect(items.map((issue) => issue.id)).toContain(id);
  await issues(world, support).createComment({ params: { id }, body: { body: 'Простите за ожидание.' } });
  expect((await issues(world, support).listIssues({ query: { overdue: false, limit: 200 } })).items.map((issue) => issue.id)).not.toContain(
    id,
  );
});

test('the auditor reads everything and changes nothing', async () => {
  const { id } = await issues(world, contact).createIssue(request(world.certificates.daughter, { private: true }));
  const auditor = issues(world, staff('auditor'));
  expect(await auditor.getIssue({ params: { id } })).toMatchObject({ id, next_statuses: [] });
  expect((await auditor.listNotes({ params: { id } })).items).toEqual([]);
  await expect(auditor.createComment({ params: { id }, body: { body: 'Нет.' } })).rejects.toMatchObject({ code: 'forbidden' });
});
