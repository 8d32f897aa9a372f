import { authContract } from '@kabinet/contracts/auth';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { reportsContract } from '@kabinet/contracts/reports';
import type { Principal, UserPrincipal } from '@kabinet/contract/principal';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportsState } from '../src/state.ts';

let portal: TestPortal;
let holding: Awaited<ReturnType<TestPortal['organization']>>;
let daughter: typeof holding;
let owner: UserPrincipal;

const service: Principal = { kind: 'service', id: 'operator' };
const reports = (principal: Principal, locale: 'ru' | 'en' = 'ru') => portal.client(reportsContract, principal, { locale });
const auth = () => portal.client(authContract, service);

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-20T09:00:00Z') });
  holding = await portal.organization('Холдинг');
  daughter = await portal.organization('Дочка', holding);
  const stranger = await portal.organization('Чужая');
  const product_id = await addProduct();
  await portal.settle();
  for (const cabinet of [holding, daughter, daughter, stranger]) await sell(cabinet.organization_id, product_id);
  owner = await person('owner@holding.example', [holding]);
  await portal.settle();
});
afterAll(() => portal.stop());

async function addProduct(): Promise<string> {
  const level = { code: 'standard', name: { ru: 'Обычный', en: 'Standard' }, first_response_hours: 8 };
  const parameters = { type: 'object', additionalProperties: false };
  const body = {
    slug: 'reported',
    name: { ru: 'Отчётный', en: 'Reported' },
    parameters,
    support_levels: [level],
    update_policy: 'always' as const,
  };
  return (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
}

async function sell(cabinet_id: string, product_id: string): Promise<void> {
  const body = { cabinet_id, product_id, quantity: 3, parameters: {}, valid_from: '2026-01-01', valid_until: '2036-12-31' };
  await portal.client(licensesContract, staff('account_manager')).issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
}

/** Somebody whom auth knows: work goes on in their name without them. */
async function person(email: string, owned: readonly { organization_id: string }[], staff_roles: 'auditor'[] = []): Promise<UserPrincipal> {
  const memberships = owned.map(({ organization_id }) => ({ organization_id, role: 'owner' as const }));
  const body = { email, name: email, password: 'a long enough password', memberships, staff_roles };
  const { id } = await auth().createUser({ body });
  return asNow(id);
}

async function asNow(user_id: string): Promise<UserPrincipal> {
  const { principal } = await auth().resolvePerson({ body: { user_id, work_id: randomUUIDv7() } });
  if (!principal) throw new Error('nobody');
  return principal;
}

test('a report is made in the background, with the rows, columns and language of the same export', async () => {
  for (const format of ['csv', 'xlsx', 'pdf'] as const) {
    const query = { sort: 'number', cabinet_id: daughter.organization_id, columns: 'number,status' };
    const queued = await reports(owner, 'en').createReport({ body: { report: 'licenses', format, query } });
    expect(queued).toMatchObject({ kind: 'report', status: 'queued', progress: { done: 0, total: null }, result_url: null, problem: null });
    await portal.settle();
    const done = await reports(owner).getOperation({ params: { id: queued.id } });
    expect(done).toMatchObject({ status: 'done', progress: { done: 2, total: 2 } });
    expect(done.result_url).toMatch(`/api/v1/reports/${queued.id}/content`);
    const made = await buffer(await reports(owner).downloadReport({ params: { id: queued.id } }));
    const asked = { sort: 'number', cabinet_id: daughter.organization_id, columns: ['number', 'status'] } as const;
    const input = { query: { ...asked, columns: [...asked.columns] } };
    const direct = { csv: 'exportLicensesCsv', xlsx: 'exportLicensesXlsx', pdf: 'exportLicensesPdf' } as const;
    expect(made.equals(await buffer(await reports(owner, 'en')[direct[format]](input)))).toBe(true);
  }
  const { items } = await reports(owner).listReports({ query: { status: ['done'] } });
  expect((await reports(owner).listReports({ query: { q: 'XLS' } })).items).toHaveLength(1);
  expect(items.map(({ format, file }) => [format, file])).toEqual([
    ['pdf', 'licenses-2026-11-20.pdf'],
    ['xlsx', 'licenses-2026-11-20.xlsx'],
    ['csv', 'licenses-2026-11-20.csv'],
  ]);
});

const order = async (principal: Principal, query: Record<string, string> = {}) =>
  (await reports(principal).createReport({ body: { report: 'licenses', format: 'csv', query } })).id;
const fileOf = async (principal: Principal, id: string) => buffer(await reports(principal).downloadReport({ params: { id } }));
const statusOf = async (id: string) => (await reports(owner).getOperation({ params: { id } })).status;
const job = (name: string) => portal.service('reports').manifest.jobs[name];
const contextOf = () => portal.service('reports').contextAsService('job:test');
const withoutHolding = (): UserPrincipal => ({ ...owner, memberships: owner.memberships.map((held) => ({ ...held, ...daughter })) });

async function keptFiles(): Promise<string[]> {
  const { files } = contextOf().state as ReportsState;
  return (await Array.fromAsync(files.entries({ prefix: 'reports/' }))).map(({ key }) => key);
}

test('what the list would refuse is refused at once, with where it stands', async () => {
  const body = { report: 'licenses', format: 'csv', query: { status: 'active,gone', sort: 'cabinet', colour: 'red' } } as const;
  const errors = [{ pointer: '/query/status/1' }, { pointer: '/query/sort' }, { pointer: '/query/colour' }];
  await expect(reports(owner).createReport({ body })).rejects.toMatchObject({
    code: 'invalid_body',
    errors: expect.arrayContaining(errors.map((error) => expect.objectContaining(error) as unknown)),
  });
  const dialect = { report: 'licenses', format: 'xlsx', query: { dialect: 'plain' } } as const;
  await expect(reports(owner).createReport({ body: dialect })).rejects.toMatchObject({ code: 'invalid_body' });
  await expect(order(owner, { descendants: 'false' })).rejects.toMatchObject({ code: 'invalid_query' });
  const support: UserPrincipal = { ...owner, memberships: owner.memberships.map((held) => ({ ...held, role: 'support_contact' })) };
  await expect(order(support)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a report is its person’s own, and had as long as all of it may be seen', async () => {
  const [all, part] = [await order(owner), await order(owner, { cabinet_id: daughter.organization_id })];
  await portal.settle();
  for (const stranger of [{ ...owner, id: randomUUIDv7() }, staff('administrator')]) {
    await expect(fileOf(stranger, all)).rejects.toMatchObject({ code: 'report_not_found' });
    await expect(reports(stranger).getOperation({ params: { id: all } })).rejects.toMatchObject({ code: 'operation_not_found' });
    await expect(reports(stranger).cancelOperation({ params: { id: all } })).rejects.toMatchObject({ code: 'operation_not_found' });
    expect((await reports(stranger).listReports({})).items).toEqual([]);
  }
  await expect(fileOf(withoutHolding(), all)).rejects.toMatchObject({ code: 'report_beyond_rights' });
  const told = await reports(withoutHolding()).getOperation({ params: { id: all } });
  expect(told).toMatchObject({ status: 'done', result_url: null, problem: { code: 'report_beyond_rights' } });
  expect((await fileOf(withoutHolding(), part)).equals(await fileOf(owner, part))).toBe(true);
  const viewer: UserPrincipal = { ...owner, memberships: [{ ...owner.memberships[0]!, role: 'viewer' }] };
  await expect(fileOf(viewer, part)).rejects.toMatchObject({ code: 'forbidden' });
  const blind: UserPrincipal = { ...owner, memberships: [{ ...owner.memberships[0]!, disabled: ['licenses'] }] };
  await expect(fileOf(blind, part)).rejects.toMatchObject({ code: 'report_beyond_rights' });
});

test('what the vendor sees everywhere is the vendor’s only', async () => {
  const auditor = await person('auditor@kabinet.example', [], ['auditor']);
  const id = await order(auditor, { cabinet_id: holding.organization_id });
  await portal.settle();
  expect((await fileOf(auditor, id)).length).toBeGreaterThan(100);
  await expect(fileOf({ ...owner, id: auditor.id }, id)).rejects.toMatchObject({ code: 'report_beyond_rights' });
});

test('the rights are those of the moment in which it is made: who was disabled gets nothing', async () => {
  const leaver = await person('leaver@holding.example', [holding]);
  const id = await order(leaver);
  await portal.client(authContract, staff('administrator')).changeUser({ params: { id: leaver.id }, body: { status: 'disabled' } });
  await portal.settle();
  const operation = await reports(leaver).getOperation({ params: { id } });
  expect(operation).toMatchObject({ status: 'failed', result_url: null, problem: { code: 'report_beyond_rights' } });
  expect(operation.problem?.title).toBe('В отчёте есть то, что вам больше не доступно');
});

test('a report that waits is stopped for good; one that is there is taken away with its file', async () => {
  const id = await order(owner);
  await reports(owner).cancelOperation({ params: { id } });
  await portal.settle();
  expect(await statusOf(id)).toBe('cancelled');
  await expect(fileOf(owner, id)).rejects.toMatchObject({ code: 'report_not_found' });
  const other = await order(owner);
  await portal.settle();
  expect((await keptFiles()).some((key) => key.includes(other))).toBe(true);
  await reports(owner).cancelOperation({ params: { id: other } });
  expect((await keptFiles()).some((key) => key.includes(other))).toBe(false);
  await expect(statusOf(other)).rejects.toMatchObject({ code: 'operation_not_found' });
});

test('a report is stopped while its rows come, and nothing of it is kept', async () => {
  const id = await order(owner);
  const held = await holdLicenses();
  const running = job('make_report')?.run(contextOf(), { id });
  await expect.poll(() => statusOf(id)).toBe('running');
  await reports(owner).cancelOperation({ params: { id } });
  await held.release();
  await running;
  expect(await statusOf(id)).toBe('cancelled');
  expect((await keptFiles()).some((key) => key.includes(id))).toBe(false);
});

/** Lets nobody read licences until it is released. */
async function holdLicenses(): Promise<{ release: () => Promise<void> }> {
  const client = new pg.Client(portal.database.adminUrl);
  await client.connect();
  await client.query('begin; lock table licenses.license in access exclusive mode');
  return { release: () => client.end() };
}

test('whoever comes back too late leaves the report to who took it over', async () => {
  const id = await order(owner);
  const held = await holdLicenses();
  const frozen = job('make_report')?.run(contextOf(), { id });
  await expect.poll(() => statusOf(id)).toBe('running');
  const [before] = await portal.database.sql<{ run_id: string }>('select run_id from reports.job where id = $1', [id]);
  const second = job('make_report')?.run(contextOf(), { id });
  await expect
    .poll(async () => (await portal.database.sql<{ run_id: string }>('select run_id from reports.job where id = $1', [id]))[0])
    .not.toEqual(before);
  await held.release();
  await Promise.all([frozen, second]);
  expect(await statusOf(id)).toBe('done');
  expect((await keptFiles()).filter((key) => key.includes(id))).toHaveLength(1);
});

test('ten are made at once for one person, and no more', async () => {
  const busy = { ...owner, id: randomUUIDv7() };
  for (let count = 0; count < 10; count += 1) await order(busy);
  await expect(order(busy)).rejects.toMatchObject({ code: 'too_many_reports' });
  await portal.settle();
  expect(await order(busy)).toBeTruthy();
  await portal.settle();
});

test('a report is kept for a week, and then forgotten with its file, as is what nobody knows', async () => {
  const id = await order(owner);
  await portal.settle();
  const { files } = contextOf().state as ReportsState;
  await files.put('reports/left/behind', Buffer.from('…'));
  portal.clock.set(new Date('2026-11-26T09:00:00Z'));
  await job('forget_reports')?.run(contextOf(), {});
  expect(await statusOf(id)).toBe('done');
  portal.clock.set(new Date('2099-11-27T09:00:01Z'));
  await expect(fileOf(owner, id)).rejects.toMatchObject({ code: 'report_not_found' });
  await job('forget_reports')?.run(contextOf(), {});
  expect(await keptFiles()).toEqual([]);
  expect((await reports(owner).listReports({})).items).toEqual([]);
});
