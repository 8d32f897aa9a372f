import type { OrganizationRef, Principal } from '@kabinet/contract/principal';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { staff } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certify, engineer, issues, person, request, startWorld, type World } from './fixture.ts';

let world: World;
let contact: Principal;
let support: Principal;

beforeAll(async () => {
  world = await startWorld();
  contact = await person(world.portal, 'Софья Заявкина', world.daughter, 'support_contact');
  support = await engineer(world.portal, 'Степан Поддержкин');
  await world.portal.settle();
});
afterAll(() => world.portal.stop());

test('its author says how a request was dealt with, once it was; staff read it in figures', async () => {
  const customer = issues(world, contact);
  const { id, number } = await customer.createIssue(request(world.certificates.daughter));
  const params = { id };
  await expect(customer.rateIssue({ params, body: { score: 5 } })).rejects.toMatchObject({ code: 'not_resolved' });
  await issues(world, support).changeIssue({ params, body: { status: 'resolved' } }, { ifMatch: '*' });
  expect(await customer.getIssue({ params })).toMatchObject({ rating: null, may_rate: true });
  expect(await issues(world, support).getIssue({ params })).toMatchObject({ may_rate: false });
  await expect(issues(world, support).rateIssue({ params, body: { score: 5 } })).rejects.toMatchObject({ code: 'not_the_author' });
  await customer.rateIssue({ params, body: { score: 2, remark: 'Долго.' } });
  expect(await customer.rateIssue({ params, body: { score: 4 } })).toMatchObject({ rating: { score: 4, remark: null }, may_rate: true });
  const desk = issues(world, support);
  expect(await desk.getSatisfaction({ query: {} })).toMatchObject({ rated: 1, average: 4 });
  const { scores } = await desk.getSatisfaction({ query: { rated_from: '2026-06-15', rated_until: '2026-06-15' } });
  expect(scores.map(({ count }) => count)).toEqual([0, 0, 0, 1, 0]);
  expect(await desk.getSatisfaction({ query: { rated_from: '2026-06-16' } })).toMatchObject({ rated: 0, average: null });
  expect((await desk.listRatings({ query: { q: number } })).items).toMatchObject([{ id, score: 4, cabinet: { name: 'Дочка' } }]);
});

test('an organization with open requests closes with them, or not at all', async () => {
  const { portal, holding, product } = world;
  const branch = await portal.organization('Закрывается', holding);
  await portal.settle();
  const someone = await person(portal, 'Кто-то', branch, 'support_contact');
  const customer = issues(world, someone);
  const { id } = await customer.createIssue(request(await certify(portal, branch, product, 'standard')));
  const organizations = portal.client(organizationsContract, staff('account_manager'));
  const close = async ({ organization_id }: OrganizationRef, move_up: boolean, dry_run: boolean) => {
    await organizations.closeCabinet({
      params: { id: organization_id },
      body: { move_up, reason: 'merged' },
      query: dry_run ? { dry_run } : {},
    });
    await portal.settle();
    return organizations.getClosing({ params: { id: organization_id } });
  };
  const strict = await close(branch, false, true);
  expect(strict.parts.find(({ part }) => part === 'issues')).toMatchObject({ fault: 'owned', left: [{ what: 'issues', count: 1 }] });
  expect(await customer.getIssue({ params: { id } })).toMatchObject({ status: 'new' });
  expect(await close(branch, true, false)).toMatchObject({ status: 'closed' });
  const desk = issues(world, support);
  const read = await desk.getIssue({ params: { id } });
  expect(read).toMatchObject({ status: 'closed' });
  expect(read.history.at(-1)).toMatchObject({ what: 'status_changed', from: 'new', to: 'closed' });
  await expect(desk.changeIssue({ params: { id }, body: { status: 'open' } }, { ifMatch: '*' })).rejects.toMatchObject({
    code: 'cabinet_closed',
  });
});
