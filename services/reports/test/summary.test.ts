import type { Principal } from '@kabinet/contract/principal';
import { issuesContract } from '@kabinet/contracts/issues';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { reportsContract } from '@kabinet/contracts/reports';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';

let portal: TestPortal;
let holding: Awaited<ReturnType<TestPortal['organization']>>;
let daughter: typeof holding;
let stranger: typeof holding;
let productId: string;

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-20T09:00:00Z') });
  holding = await portal.organization('Холдинг');
  daughter = await portal.organization('Дочка', holding);
  stranger = await portal.organization('Чужая');
  const name = { ru: 'Отчётный', en: 'Reported' };
  const level = { code: 'standard', name: { ru: 'Обычный', en: 'Standard' }, first_response_hours: 8 };
  const parameters = { type: 'object', additionalProperties: false };
  const body = { slug: 'reported', name, parameters, support_levels: [level], update_policy: 'always' as const };
  productId = (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
  await portal.settle();
});
afterAll(() => portal.stop());

const clerk = () => portal.client(licensesContract, staff('account_manager'));
const key = () => ({ idempotencyKey: randomUUIDv7() });
const summaryOf = async (principal: Principal, query: { cabinet_id?: string; descendants?: boolean } = {}) =>
  portal.client(reportsContract, principal).getSummary({ query });

async function sell(cabinet: typeof holding, valid_from: string, valid_until: string | null) {
  const body = { cabinet_id: cabinet.organization_id, product_id: productId, quantity: 3, parameters: {}, valid_from, valid_until };
  return clerk().issueLicense({ body }, key());
}

/** By status, as an object. */
function statuses(figures: { by_status: readonly { status: string; count: number }[] } | null) {
  return Object.fromEntries((figures?.by_status ?? []).map(({ status, count }) => [status, count]));
}

/** Everything that is kept must be what counting everything anew gives. */
async function expectFiguresToBeTrue() {
  const sums = 'kind, product_id, status, month, sum(things)::int as things, sum(units)::int as units';
  const grouped = 'group by kind, product_id, status, month having sum(things) > 0 order by kind, product_id, status, month';
  const select = (table: string) => portal.database.sql(`select ${sums} from ${table} ${grouped}`);
  const counted = await select('(select *, 1 as things from reports.fact) f');
  const [kept, vendors] = [await select('reports.figure'), await select('reports.vendor_figure')];
  expect(kept).toEqual(counted);
  expect(vendors).toEqual(counted);
  expect(counted.length).toBeGreaterThan(0);
}

test('figures follow from what happens, for whom it concerns', async () => {
  const license = await sell(holding, '2026-01-01', '2026-12-31');
  await sell(daughter, '2026-01-01', null);
  await sell(daughter, '2027-01-15', '2028-01-14');
  await sell(stranger, '2026-01-01', '2026-11-20');
  const certificate = { license_ids: [license.id], level: 'standard', valid_from: '2026-01-01', valid_until: '2027-02-28' };
  await clerk().issueCertificate({ body: certificate }, key());
  await portal.settle();
  const own = await summaryOf(member(holding, 'owner'));
  expect(own.as_of).toBe('2026-11-20');
  expect(own.licenses).toMatchObject({ total: 3, units: 9 });
  expect(statuses(own.licenses)).toEqual({ active: 2, scheduled: 1 });
  expect(own.licenses?.by_product).toEqual([{ product: { id: productId, name: { ru: 'Отчётный', en: 'Reported' } }, count: 3, units: 9 }]);
  expect(own.licenses?.ending.filter(({ count }) => count > 0)).toEqual([{ month: '2026-12-01', count: 1 }]);
  expect(own.licenses?.ending).toHaveLength(12);
  expect(own.certificates?.ending.find(({ count }) => count > 0)).toEqual({ month: '2027-02-01', count: 1 });
  expect((await summaryOf(member(daughter, 'owner'))).licenses?.total).toBe(2);
  expect((await summaryOf(staff('auditor'))).licenses?.total).toBe(4);
  expect((await summaryOf(staff('auditor'), { cabinet_id: holding.organization_id })).licenses?.total).toBe(3);
  expect((await summaryOf(staff('auditor'), { cabinet_id: holding.organization_id, descendants: false })).licenses?.total).toBe(1);
  expect((await summaryOf(member(holding, 'owner'), { cabinet_id: stranger.organization_id })).licenses?.total).toBe(0);
  await expectFiguresToBeTrue();
});

test('who sees here and reports there is told of neither; who reports on requests alone, of requests', async () => {
  expect((await summaryOf(member(stranger, 'owner', ['licenses']))).licenses?.total).toBe(0);
  expect((await summaryOf(member(holding, 'support_contact'))).licenses).toBeNull();
  await expect(summaryOf(member(holding, 'viewer'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(summaryOf(staff('auditor'), { descendants: false })).rejects.toMatchObject({ code: 'invalid_query' });
});

test('requests are counted by their state, private ones for staff alone', async () => {
  const { items } = await portal.client(licensesContract, staff('auditor')).listCertificates({});
  const support = portal.client(issuesContract, staff('support_engineer'));
  const body = { cabinet_id: holding.organization_id, certificate_id: items[0]!.id, subject: 'Тема', description: '…' };
  const { id } = await support.createIssue({ body });
  await support.createIssue({ body: { ...body, private: true } });
  await portal.settle();
  expect((await summaryOf(member(holding, 'owner'))).issues).toMatchObject({ total: 1, open: 1 });
  const all = (await summaryOf(staff('auditor'))).issues;
  expect((await summaryOf(staff('account_manager'))).issues).toEqual(all);
  expect(all).toMatchObject({ total: 2, open: 2 });
  expect(all.opened.at(-1)).toEqual({ month: '2026-11-01', count: 2 });
  await support.changeIssue({ params: { id }, body: { status: 'closed' } }, { ifMatch: '*' });
  await portal.settle();
  expect((await summaryOf(member(holding, 'owner'))).issues).toMatchObject({ total: 1, open: 0 });
  await expectFiguresToBeTrue();
});

test('the day turns: what ended is in force no more, what begins is, and what is forgotten is told again', async () => {
  portal.clock.set(new Date('2026-11-20T21:30:00Z'));
  const turn = () => portal.service('reports').manifest.jobs['turn_day']?.run(portal.service('reports').contextAsService('job:test'), {});
  await turn();
  expect(statuses((await summaryOf(staff('auditor'))).licenses)).toEqual({ active: 2, scheduled: 1, expired: 1 });
  portal.clock.set(new Date('2027-01-15T09:00:00Z'));
  await turn();
  expect(statuses((await summaryOf(staff('auditor'))).licenses)).toEqual({ active: 2, expired: 2 });
  await expectFiguresToBeTrue();
  const before = await summaryOf(staff('auditor'));
  await republish();
  expect(await summaryOf(staff('auditor'))).toEqual(before);
  await portal.database.sql('truncate reports.fact, reports.figure, reports.vendor_figure');
  await republish();
  expect(await summaryOf(staff('auditor'))).toEqual(before);
  await expectFiguresToBeTrue();
});

async function republish() {
  for (const name of ['licenses', 'issues']) {
    const { manifest, contextAsService } = portal.service(name);
    let after: string | undefined;
    do {
      const [context, from] = [contextAsService('test'), after];
      after = await context.system.transaction((tx) => manifest.republish?.(context, tx, from) ?? Promise.resolve(undefined));
    } while (after !== undefined);
  }
  await portal.settle();
}
