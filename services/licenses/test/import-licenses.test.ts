import { innOf, member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSampleProducts, erp, licenses, purchase, saleLine } from './fixture.ts';

let portal: TestPortal;
let buyer: { id: string; name: string };
let license: { id: string; number: string };
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  await addSampleProducts(portal);
  const { id } = await licenses(portal, erp).receivePurchase({ body: purchase([saleLine()]) });
  const [made] = (await licenses(portal).getPurchase({ params: { id } })).licenses;
  const { cabinet, ...found } = await licenses(portal).getLicense({ params: { id: made?.id ?? '' } });
  [buyer, license] = [cabinet, found];
  await portal.settle();
});
afterAll(() => portal.stop());

const INN = '7707083893';
const HEADER =
  'ИНН;КПП;продукт;количество;действует с;действует по;параметры.mailboxes;уровень;сертификат с;сертификат по;лицензия;примечание';
let comments = 0;

/** A list that no test has sent before. */
function listOf(rows: readonly string[], header = HEADER) {
  comments += 1;
  return [header, ...rows.map((row) => `${row};${comments}`)].join('\n');
}

const SALE = `${INN};770701001;horns-mail;25;01.07.2026;31.12.2027;100;standard;2026-07-01;2026-12-31;`;
const PERPETUAL = `${INN};770701001;horns-mail;1 000;2026-07-01;;5;;;;`;

function preview(csv: string) {
  return licenses(portal).previewLicenseImport({ query: { dry_run: true }, body: { csv } });
}

function issue(csv: string, idempotencyKey: string, client = licenses(portal)) {
  return client.importLicenses({ body: { csv } }, { idempotencyKey });
}

async function counted() {
  const [found] = await portal.database.sql<{ licenses: number; certificates: number; lists: number }>(
    `select (select count(*)::int from licenses.license) as licenses, (select count(*)::int from licenses.certificate) as certificates,
      (select count(*)::int from licenses.license_import) as lists`,
  );
  return found;
}

describe('a list of licences', () => {
  test('tried out tells what would be issued, and issues nothing', async () => {
    const before = await counted();
    const covering = `${INN};770701001;;;;;;critical;2026-07-01;2027-06-30;${license.number}`;
    const { rows, ...rest } = await preview(listOf([SALE, PERPETUAL, covering]));
    expect(rest).toEqual({ dry_run: true, issued_at: null, errors: [] });
    const unissued = { id: null, number: null };
    expect(rows).toMatchObject([
      {
        row: 2,
        cabinet: buyer,
        product: { slug: 'horns-mail' },
        quantity: 25,
        license: { ...unissued, valid_from: '2026-07-01', valid_until: '2027-12-31' },
        certificate: { ...unissued, level: 'standard', valid_from: '2026-07-01', valid_until: '2026-12-31' },
      },
      { row: 3, quantity: 1000, license: { ...unissued, valid_until: null }, certificate: null },
      { row: 4, quantity: 25, license: null, certificate: { ...unissued, level: 'critical', valid_until: '2027-06-30' } },
    ]);
    expect(await counted()).toEqual(before);
  });

  test('is issued whole, with history, events and one word for the audit log', async () => {
    const covering = `${INN};770701001;;;;;;critical;2026-07-01;2027-06-30;${license.number}`;
    const { rows, dry_run, issued_at } = await issue(listOf([SALE, PERPETUAL, covering]), 'import-whole');
    expect({ dry_run, issued_at }).toEqual({ dry_run: false, issued_at: '2026-06-15T09:00:00Z' });
    const [sold, perpetual, covered] = rows;
    expect(await licenses(portal).getLicense({ params: { id: sold?.license?.id ?? '' } })).toMatchObject({
      number: sold?.license?.number,
      cabinet: buyer,
      quantity: 25,
      parameters: { mailboxes: 100 },
      valid_until: '2027-12-31',
      purchase_id: null,
      certificates: [{ id: sold?.certificate?.id, level: 'standard', quantity: 25 }],
      history: [{ what: 'issued', by: 'vendor' }],
    });
    expect(await licenses(portal).getLicense({ params: { id: perpetual?.license?.id ?? '' } })).toMatchObject({ quantity: 1000 });
    expect(await licenses(portal).getCertificate({ params: { id: covered?.certificate?.id ?? '' } })).toMatchObject({
      number: covered?.certificate?.number,
      licenses: [{ id: license.id }],
    });
    const events = await portal.database.sql<{ data: unknown }>(
      `select event->'data' as data from licenses.outbox where event->>'type' = 'list.imported'`,
    );
    expect(events).toMatchObject([{ data: { licenses: 2, certificates: 2 } }]);
  });

  test('tells of every fault by row, column, code and words', async () => {
    const { rows, errors } = await preview(
      listOf([
        SALE,
        `${INN};770701001;horns-mail;many;2026-07-01;2026-02-30;x;;;;`,
        `${INN};770701001;horns-mail;1;2026-07-01;2026-06-01;0;golden;2026-07-01;;`,
        `${INN};770701001;horns-mail;1;2026-07-01;2026-06-01;0;golden;2026-07-01;2026-06-30;`,
        `${innOf(77)};;horns-tea;;;;;;;;`,
        `;;;;;;;standard;;;`,
        `${INN};770701001;horns-mail;;;;7;standard;2026-07-01;2026-12-31;L-2026-000000001`,
      ]),
    );
    expect(rows.map(({ row }) => row)).toEqual([2]);
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'quantity', 'wrong_type'],
      [3, 'valid_until', 'invalid_format'],
      [4, 'certificate_until', 'required'],
      [5, 'valid_until', 'ends_before_start'],
      [5, 'certificate_until', 'ends_before_start'],
      [5, 'parameters.mailboxes', 'too_small'],
      [5, 'level', 'unknown_level'],
      [6, 'inn', 'unknown_cabinet'],
      [6, 'quantity', 'required'],
      [6, 'valid_from', 'required'],
      [7, 'inn', 'required'],
      [7, 'product', 'required'],
      [7, 'quantity', 'required'],
      [7, 'valid_from', 'required'],
      [7, 'certificate_from', 'required'],
      [7, 'certificate_until', 'required'],
      [8, 'license', 'unknown_number'],
      [8, 'product', 'license_is_named'],
      [8, 'parameters.mailboxes', 'license_is_named'],
    ]);
    expect(errors.every(({ detail }) => detail !== '')).toBe(true);
  });

  test('with one fault issues nothing', async () => {
    const before = await counted();
    await expect(issue(listOf([SALE, `${INN};770701001;horns-mail;0;2026-07-01;;1;;;;`]), 'import-with-fault')).rejects.toMatchObject({
      code: 'invalid_license_list',
      errors: [{ pointer: '/csv/3/quantity', code: 'too_small' }],
    });
    expect(await counted()).toEqual(before);
  });

  test('sent again issues nothing and answers the same, however it is written and whoever sends it', async () => {
    const list = listOf([SALE]);
    const first = await issue(list, 'import-again-1');
    const before = await counted();
    const rewritten = list.replaceAll(';', ',').replace('ИНН', 'inn').replace('01.07.2026', '2026-07-01');
    expect(await issue(rewritten, 'import-again-2', licenses(portal, staff('administrator')))).toEqual(first);
    expect(await preview(rewritten)).toEqual({ ...first, dry_run: true });
    expect(await counted()).toEqual(before);
  });

  test('from two at once is issued once', async () => {
    const before = await counted();
    const list = listOf([SALE, PERPETUAL]);
    const [one, other] = await Promise.all([issue(list, 'import-at-once-1'), issue(list, 'import-at-once-2')]);
    expect(one).toEqual(other);
    expect(await counted()).toEqual({
      licenses: (before?.licenses ?? 0) + 2,
      certificates: (before?.certificates ?? 0) + 1,
      lists: (before?.lists ?? 0) + 1,
    });
  });

  test('names an organization so that it is the only one', async () => {
    const branch = { buyer: { inn: INN, kpp: '770702002', name: 'Филиал' } };
    const sold = await licenses(portal, erp).receivePurchase({ body: purchase([saleLine()], branch) });
    const id = sold.cabinet?.id ?? '';
    await portal.settle();
    const header = 'cabinet_id;inn;kpp;product;quantity;valid_from;parameters.mailboxes;comment';
    const sale = 'horns-mail;1;2026-07-01;1';
    const { rows, errors } = await preview(
      listOf(
        [`;${INN};770702002;${sale}`, `${id.toUpperCase()};;;${sale}`, `${id};;770701001;${sale}`, `;${INN};;${sale}`, `x;;;${sale}`],
        header,
      ),
    );
    expect(rows.map(({ row, cabinet }) => [row, cabinet.id])).toEqual([
      [2, id],
      [3, id],
    ]);
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [4, 'cabinet_id', 'unknown_cabinet'],
      [5, 'kpp', 'ambiguous_cabinet'],
      [6, 'cabinet_id', 'unknown_cabinet'],
    ]);
  });

  test('says which columns nobody knows', async () => {
    const { errors } = await preview('inn;price;parameters.;parameters.__proto__;quantity;units\n1;2;3;4;5;6');
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, 'price', 'unknown_column'],
      [1, 'parameters.', 'unknown_column'],
      [1, 'parameters.__proto__', 'unknown_column'],
      [1, 'quantity', 'repeated_column'],
    ]);
  });

  test('is for staff who manage licences', async () => {
    const node = { organization_id: buyer.id, root_id: buyer.id };
    for (const principal of [member(node, 'owner'), staff('support_engineer'), staff('auditor')]) {
      await expect(issue(listOf([SALE]), 'import-rights', licenses(portal, principal))).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('takes 500 rows, each with a certificate, and no more', async () => {
    const rows = Array.from({ length: 501 }, () => SALE);
    const { errors } = await preview(listOf(rows));
    expect(errors).toMatchObject([{ row: 502, code: 'too_many_rows' }]);
    // A transaction of the portal is ended after 5 s: row by row it took longer.
    expect((await issue(listOf(rows.slice(0, 500)), 'import-many')).rows.every((row) => row.license?.id && row.certificate?.id)).toBe(true);
  });
});
