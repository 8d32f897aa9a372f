import type { Principal } from '@kabinet/contract/principal';
import { issuesContract } from '@kabinet/contracts/issues';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { reportsContract } from '@kabinet/contracts/reports';
import { metadataOf, pageCount } from '@kabinet/testing/pdf';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellsOf, unzip } from './read-workbook.ts';

let portal: TestPortal;
let holding: Awaited<ReturnType<TestPortal['organization']>>;
let daughter: typeof holding;
let stranger: typeof holding;

beforeAll(async () => {
  portal = await startPortal();
  holding = await portal.organization('=Холдинг');
  daughter = await portal.organization('Дочка', holding);
  stranger = await portal.organization('Чужая');
  const product_id = await addProduct();
  await portal.settle();
  for (const cabinet of [holding, daughter, daughter, stranger]) await sell(cabinet.organization_id, product_id);
  await portal.settle();
});
afterAll(() => portal.stop());

async function addProduct(): Promise<string> {
  const body = {
    slug: 'reported',
    name: { ru: 'Отчётный', en: 'Reported' },
    parameters: { type: 'object', additionalProperties: false },
    support_levels: [{ code: 'standard', name: { ru: 'Обычный', en: 'Standard' }, first_response_hours: 8 }],
    update_policy: 'always' as const,
  };
  return (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
}

/** A licence with its certificate, and a request about it. */
async function sell(cabinet_id: string, product_id: string): Promise<void> {
  const client = portal.client(licensesContract, staff('account_manager'));
  const key = () => ({ idempotencyKey: randomUUIDv7() });
  const term = { valid_from: '2026-01-01', valid_until: '2036-12-31' };
  const license = await client.issueLicense({ body: { cabinet_id, product_id, quantity: 3, parameters: {}, ...term } }, key());
  const body = { license_ids: [license.id], level: 'standard', ...term };
  const { id } = await client.issueCertificate({ body }, key());
  const issue = { cabinet_id, certificate_id: id, subject: '@SUM(A1)', description: '…' };
  await portal.client(issuesContract, staff('support_engineer')).createIssue({ body: issue });
}

const reports = (principal: Principal, locale: 'ru' | 'en' = 'ru') => portal.client(reportsContract, principal, { locale });
const lists = (principal: Principal) => portal.client(licensesContract, principal);

/** A column of a plain CSV whose values have neither commas nor quotes. */
function column(table: string, name: string): string[] {
  const [header = '', ...lines] = table.trimEnd().split('\r\n');
  const index = header.split(',').indexOf(name);
  return lines.map((line) => line.split(',')[index] ?? '');
}

test('an export has what the list has under the same filter and order, for whoever asks', async () => {
  const readers = [staff('auditor'), member(holding, 'owner'), member(daughter, 'license_manager')];
  const filters = [
    {},
    { sort: 'number' },
    { cabinet_id: daughter.organization_id },
    { cabinet_id: holding.organization_id, descendants: false },
  ];
  for (const reader of readers) {
    for (const filter of filters as { sort?: 'number' }[]) {
      const query = { ...filter, columns: ['number', 'id'] as ('number' | 'id')[], dialect: 'plain' as const };
      const listed = await lists(reader).listLicenses({ query: filter });
      const table = await text(await reports(reader).exportLicensesCsv({ query }));
      expect(column(table, 'id')).toEqual(listed.items.map(({ id }) => id));
      const certificates = await lists(reader).listCertificates({ query: filter });
      const certificateTable = await text(await reports(reader).exportCertificatesCsv({ query }));
      expect(column(certificateTable, 'id')).toEqual(certificates.items.map(({ id }) => id));
      const issues = await portal.client(issuesContract, reader).listIssues({ query: filter });
      const issueTable = await text(await reports(reader).exportIssuesCsv({ query }));
      expect(column(issueTable, 'id')).toEqual(issues.items.map(({ id }) => id));
    }
  }
  expect(column(await text(await reports(readers[1]!).exportLicensesCsv({ query: { dialect: 'plain' } })), 'number')).toHaveLength(3);
});

test('what somebody may see here and report on there stays out', async () => {
  const principal = member(holding, 'viewer') as Principal & { memberships: object[] };
  const both = {
    ...principal,
    memberships: [...principal.memberships, ...(member(stranger, 'owner') as typeof principal).memberships],
  } as Principal;
  const query = { columns: ['cabinet_id' as const], dialect: 'plain' as const };
  expect(column(await text(await reports(both).exportLicensesCsv({ query })), 'cabinet_id')).toEqual([stranger.organization_id]);
  const blind = member(stranger, 'owner', ['licenses']);
  expect(column(await text(await reports(blind).exportLicensesCsv({ query })), 'cabinet_id')).toEqual([]);
});

test('CSV for Excel has its mark, semicolons, the reader’s words and no formulas', async () => {
  const query = { cabinet_id: holding.organization_id, descendants: false };
  // `text()` would swallow the mark.
  const table = String(await buffer(await reports(member(holding, 'owner')).exportLicensesCsv({ query })));
  expect(table).toMatch(/^\uFEFFНомер;Продукт;Организация;Количество;/);
  expect(table).toContain(";Отчётный;'=Холдинг;3;");
  expect(await text(await reports(staff('auditor'), 'en').exportIssuesCsv({ query }))).toContain(";'@SUM(A1);Reported;");
});

test('a workbook has the same cells, as text', async () => {
  const query = { cabinet_id: holding.organization_id, descendants: false, columns: ['cabinet' as const, 'valid_until' as const] };
  const files = unzip(await buffer(await reports(staff('auditor')).exportLicensesXlsx({ query })));
  const cells = cellsOf(files.get('xl/worksheets/sheet1.xml') ?? '');
  expect(cells).toEqual([
    { A: 'Организация', B: 'Действует по' },
    { A: '=Холдинг', B: 50_040 },
  ]);
});

test('a PDF has the rows, in the reader’s language, the same bytes all day', async () => {
  const query = { cabinet_id: daughter.organization_id, status: ['active' as const], sort: 'number' as const };
  const exported = async (locale: 'ru' | 'en') => buffer(await reports(member(holding, 'owner'), locale).exportLicensesPdf({ query }));
  const pdf = await exported('ru');
  expect(pageCount(pdf)).toBe(1);
  expect(metadataOf(pdf)).toContain('Лицензии');
  expect(metadataOf(await exported('en'))).toContain('Licences');
  expect(pdf.equals(await exported('ru'))).toBe(true);
  expect(pageCount(await buffer(await reports(staff('auditor')).exportIssuesPdf({})))).toBe(1);
  expect(pageCount(await buffer(await reports(staff('auditor')).exportCertificatesPdf({})))).toBe(1);
});

test('refused before a byte: descendants without a cabinet, and who may not report', async () => {
  const query = { descendants: false };
  await expect(reports(staff('auditor')).exportLicensesXlsx({ query })).rejects.toMatchObject({ code: 'invalid_query' });
  await expect(reports(member(holding, 'viewer')).exportLicensesCsv({})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(reports(member(holding, 'support_contact')).exportLicensesCsv({})).rejects.toMatchObject({ code: 'forbidden' });
  expect(
    column(await text(await reports(member(holding, 'support_contact')).exportIssuesCsv({ query: { dialect: 'plain' } })), 'number'),
  ).toHaveLength(3);
});
