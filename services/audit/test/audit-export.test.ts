import type { Principal } from '@kabinet/contract/principal';
import { auditContract } from '@kabinet/contracts/audit';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProduct, issueEvent } from './happenings.ts';

let portal: TestPortal;
let root: Awaited<ReturnType<TestPortal['organization']>>;
let daughter: typeof root;
beforeAll(async () => {
  portal = await startPortal();
  root = await portal.organization('Exported');
  daughter = await portal.organization('Exported below', root);
  await portal.organization('Exported by nobody');
  await createProduct(portal, 'unseen');
  await portal.settle();
});
afterAll(() => portal.stop());

const auditOf = (principal: Principal, locale: 'ru' | 'en' = 'en') => portal.client(auditContract, principal, { locale });

async function rowsOf(principal: Principal, query: object) {
  const rows = [];
  for await (const row of await auditOf(principal).exportAuditEntries({ query })) rows.push(row);
  return rows;
}

test('an export has exactly what the list has under the same filter, for whoever asks', async () => {
  const readers = [staff('auditor'), member(root, 'owner'), member(daughter, 'owner')];
  const filters = [
    {},
    { sort: 'at' },
    { cabinet_id: root.organization_id, descendants: false },
    { action: ['organizations.organization.created'] },
  ];
  for (const reader of readers) {
    for (const filter of filters) {
      const { items } = await auditOf(reader).listAuditEntries({ query: { ...filter, limit: 200 } as object });
      expect(await rowsOf(reader, filter)).toEqual(items);
    }
  }
  expect(await rowsOf(staff('auditor'), {})).toHaveLength(4);
});

test('it reads on through many batches, each entry once', async () => {
  const events = Array.from({ length: 1_201 }, (_, index) => issueEvent(`many_${index}`, daughter.organization_id, root.root_id));
  await portal.service('audit').inbox.receive(events);
  await portal.settle();
  const rows = await rowsOf(member(daughter, 'owner'), { subject: 'the issue', sort: 'at' });
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
  expect(rows).toHaveLength(events.length);
});

test('a table has a byte order mark, semicolons, its reader’s words and no formulas', async () => {
  const formula = { ...issueEvent('tabled', daughter.organization_id, root.root_id), subject: '=HYPERLINK("http://evil.example")' };
  await portal.service('audit').inbox.receive([formula]);
  await portal.settle();
  const query = { action: ['issues.issue.tabled'] };
  const table = (await buffer(await auditOf(staff('auditor'), 'ru').exportAuditTable({ query }))).toString();
  const [header, row] = table.split('\r\n');
  expect(header).toMatch(/^\uFEFFКогда \(UTC\);Чьё действие;Кто;/);
  expect(row).toContain(`;"'=HYPERLINK(""http://evil.example"")";`);
  const english = (await buffer(await auditOf(member(daughter, 'owner')).exportAuditTable({ query }))).toString();
  expect(english).toMatch(/^\uFEFFWhen \(UTC\);/);
  expect(english).not.toContain(formula.actor.principal);
});

test('descendants without a cabinet are refused, and so are those who may not read the log', async () => {
  const query = { descendants: false };
  await expect(auditOf(staff('auditor')).exportAuditTable({ query })).rejects.toMatchObject({ code: 'invalid_query' });
  await expect(auditOf(member(root, 'viewer')).exportAuditTable({})).rejects.toMatchObject({ code: 'forbidden' });
});
