import { organizationsContract } from '@kabinet/contracts/organizations';
import { startPortal, staff, member, type TestPortal } from 'kabinet-program/testing';
import { type ProblemError } from '@kabinet/problem';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSampleProducts, erp, licenses, purchase, saleLine } from './fixture.ts';
import { issue } from './transfer-fixture.ts';

let portal: TestPortal;
let products: Map<string, string>;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  products = await addSampleProducts(portal);
});
afterAll(() => portal.stop());

async function send(message: unknown) {
  return licenses(portal, erp).receivePurchase({ body: message as never });
}

async function refusal(attempt: Promise<unknown>): Promise<ProblemError> {
  return attempt.then(
    () => expect.unreachable('the purchase should have been refused'),
    (error: unknown) => error as ProblemError,
  );
}

async function counts() {
  const [row] = await portal.database.sql<Record<string, number>>(`select
    (select count(*)::int from licenses.license) as licenses, (select count(*)::int from licenses.certificate) as certificates,
    (select count(*)::int from licenses.purchase) as purchases, (select count(*)::int from licenses.ledger_entry) as entries,
    (select count(*)::int from organizations.organization) as organizations`);
  return row;
}

describe('a purchase', () => {
  test('becomes a licence and a certificate of its buyer', async () => {
    const accepted = await send(purchase([saleLine()]));
    expect(accepted).toMatchObject({ status: 'accepted', licenses: [{ line: 0 }], certificates: [{ line: 0 }], errors: [] });
    const license = await licenses(portal).getLicense({ params: { id: accepted.licenses[0]?.id ?? '' } });
    expect(license).toMatchObject({
      quantity: 25,
      status: 'active',
      parameters: { mailboxes: 100 },
      product: { slug: 'horns-mail' },
      cabinet: { name: 'ПАО «Пример»' },
    });
    expect(license.certificates).toMatchObject([{ level: 'standard', quantity: 25, status: 'active' }]);
    expect(license.history).toMatchObject([{ what: 'issued', by: 'vendor' }]);
  });

  test('again answers the same and changes nothing; other contents are refused', async () => {
    const message = purchase([saleLine()]);
    const first = await send(message);
    const before = await counts();
    expect(await send(structuredClone(message))).toEqual(first);
    expect(await send(Object.fromEntries(Object.entries(message).toReversed()))).toEqual(first);
    expect((await refusal(send({ ...message, lines: [saleLine({ quantity: 26 })] }))).code).toBe('purchase_conflict');
    expect(await counts()).toEqual(before);
  });

  test('sent many times at once is carried out once', async () => {
    const message = purchase([saleLine()], { buyer: { inn: '5813734335', kpp: '581301001', name: 'Одновременно' } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(message)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test.each([
    ['an unknown product', { product: 'nothing' }, '/lines/1/product', 'unknown_product'],
    ['a wrong parameter', { parameters: { mailboxes: 0 } }, '/lines/1/parameters/mailboxes', 'too_small'],
    ['a missing parameter', { parameters: {} }, '/lines/1/parameters/mailboxes', 'required'],
    ['no units', { quantity: 0 }, '/lines/1/quantity', 'too_small'],
    ['a term that ends before it starts', { valid_until: '2025-12-31' }, '/lines/1/valid_until', 'ends_before_start'],
    [
      'an unknown level',
      { certificate: { level: 'gold', valid_from: '2026-01-01', valid_until: '2026-12-31' } },
      '/lines/1/certificate/level',
      'unknown_level',
    ],
    ['an unknown member', { colour: 'red' }, '/lines/1/colour', 'unknown_field'],
    ['a day that does not exist', { valid_from: '2026-02-30' }, '/lines/1/valid_from', 'invalid_format'],
  ])('with %s is refused whole, and kept', async (_what, change, pointer, code) => {
    const before = await counts();
    const message = purchase([saleLine(), saleLine(change)]);
    const refused = await refusal(send(message));
    expect(refused).toMatchObject({ code: 'invalid_purchase', errors: [expect.objectContaining({ pointer, code })] });
    expect(await counts()).toEqual({ ...before, purchases: (before?.['purchases'] ?? 0) + 1 });
    const { items } = await licenses(portal).listPurchases({ query: { external_id: message.id } });
    expect(items).toMatchObject([{ status: 'refused', errors: [{ pointer, code }], lines: message.lines }]);
  });

  test('every fault is named at once', async () => {
    const refused = await refusal(
      send(purchase([saleLine({ product: 'nothing' }), saleLine({ parameters: {} })], { buyer: { inn: '7707083894', name: 'X' } })),
    );
    expect(refused.errors.map((fault) => fault.pointer).toSorted()).toEqual([
      '/buyer/inn',
      '/lines/0/product',
      '/lines/1/parameters/mailboxes',
    ]);
  });

  test.each([null, [], 'text', {}, { source: 'erp-1c' }, { source: 5, id: 'x\u0000y' }])('%j is refused and kept', async (message) => {
    const before = await counts();
    expect((await refusal(send(message))).code).toBe('invalid_purchase');
    expect((await refusal(send(message))).code).toBe('invalid_purchase');
    expect((await counts())?.['purchases']).toBe((before?.['purchases'] ?? 0) + 1);
  });

  test('mended under the same id after a refusal is accepted, and no longer changes', async () => {
    const message = purchase([saleLine({ quantity: -1 })]);
    await refusal(send(message));
    const mended = { ...message, lines: [saleLine()] };
    const accepted = await send(mended);
    expect(accepted.status).toBe('accepted');
    expect((await refusal(send(message))).code).toBe('purchase_conflict');
  });

  test('staff mend and replay a refused one', async () => {
    const message = purchase([saleLine({ product: 'horns-post' })]);
    await refusal(send(message));
    const { items } = await licenses(portal).listPurchases({ query: { external_id: message.id } });
    const id = items[0]?.id ?? '';
    expect((await refusal(licenses(portal).replayPurchase({ params: { id }, body: {} }))).code).toBe('invalid_purchase');
    const renamed = { ...message, id: 'other', lines: [saleLine()] };
    expect((await refusal(licenses(portal).replayPurchase({ params: { id }, body: { message: renamed } }))).errors).toMatchObject([
      { pointer: '/id' },
    ]);
    const replayed = await licenses(portal).replayPurchase({ params: { id }, body: { message: { ...message, lines: [saleLine()] } } });
    expect(replayed).toMatchObject({ id, status: 'accepted', licenses: [{ line: 0 }] });
    expect((await refusal(licenses(portal).replayPurchase({ params: { id }, body: {} }))).code).toBe('purchase_not_refused');
  });
});

describe('a renewal', () => {
  test('extends the certificate of the same buyer, once', async () => {
    const sold = await send(purchase([saleLine()]));
    const number = sold.certificates[0]?.number ?? '';
    const id = sold.certificates[0]?.id ?? '';
    await send(purchase([{ renews: number, valid_until: '2027-12-31' }]));
    const renewed = await licenses(portal).getCertificate({ params: { id } });
    expect(renewed).toMatchObject({ valid_until: '2027-12-31', history: [{ what: 'renewed' }, { what: 'issued' }] });
    const again = await refusal(send(purchase([{ renews: number, valid_until: '2027-12-31' }])));
    expect(again.errors).toMatchObject([{ pointer: '/lines/0/valid_until', code: 'not_later' }]);
  });

  test("of another client's number is answered like an unknown one", async () => {
    const sold = await send(purchase([saleLine()]));
    const stranger = { inn: '2505877069', kpp: '250501001', name: 'Чужой' };
    for (const renews of [sold.licenses[0]?.number ?? '', 'L-2026-000000000']) {
      const refused = await refusal(send(purchase([{ renews, valid_until: '2027-12-31' }], { buyer: stranger })));
      expect(refused.errors).toEqual([{ pointer: '/lines/0/renews', code: 'unknown_number' }]);
    }
  });

  test('of what is held under the registration numbers of the buyer, which an owner entered elsewhere, is answered alike', async () => {
    const buyer = { inn: '7736050003', kpp: '770701001', name: 'The buyer' };
    const sold = await send(purchase([saleLine()], { buyer }));
    const stranger = await portal.organization('Stranger');
    const owner = portal.client(organizationsContract, member(stranger, 'owner'));
    const entered = await owner.createCabinet({ body: { ...buyer, name: 'Entered', parent_id: stranger.organization_id } });
    await portal.settle();
    const held = await issue(portal, { ...stranger, organization_id: entered.id }, products.get('horns-mail') ?? '');
    const read = async () => licenses(portal).getCertificate({ params: { id: held.certificate } });
    const before = await read();
    for (const renews of [before.number, 'C-2026-000000000']) {
      const refused = await refusal(send(purchase([{ renews, valid_until: '2027-12-31' }], { buyer })));
      expect(refused.errors).toEqual([{ pointer: '/lines/0/renews', code: 'unknown_number' }]);
    }
    expect(await read()).toEqual(before);
    const renewed = await send(purchase([{ renews: sold.certificates[0]?.number, valid_until: '2027-12-31' }], { buyer }));
    expect(renewed.certificates).toMatchObject([{ id: sold.certificates[0]?.id }]);
  });
});

describe('a reversal', () => {
  test('revokes what the purchase issued and empties it in the ledger', async () => {
    const sold = await send(purchase([saleLine()]));
    const preview = await licenses(portal).previewPurchaseReversal({ params: { id: sold.id } });
    expect(preview).toMatchObject({
      revokes: [
        { kind: 'license', quantity: 25 },
        { kind: 'certificate', quantity: null },
      ],
      obstacles: [],
    });
    const reversed = await licenses(portal).reversePurchase({ params: { id: sold.id }, body: { reason: 'Ошибка менеджера' } });
    expect(reversed.status).toBe('reversed');
    const license = await licenses(portal).getLicense({ params: { id: sold.licenses[0]?.id ?? '' } });
    expect(license).toMatchObject({ status: 'revoked', quantity: 0 });
    const [sums] = await portal.database.sql<{ sum: string; own: string }>(
      'select sum(quantity) as sum, sum(quantity) filter (where account_id = $1) as own from licenses.ledger_entry where posting_id in (select posting_id from licenses.ledger_entry where account_id = $1)',
      [license.id],
    );
    expect(sums).toEqual({ sum: '0', own: '0' });
    expect((await refusal(licenses(portal).previewPurchaseReversal({ params: { id: sold.id } }))).code).toBe('purchase_not_accepted');
  });

  test('is told of in the tree of its buyer, where the purchase was', async () => {
    const sold = await send(purchase([saleLine()]));
    await licenses(portal).reversePurchase({ params: { id: sold.id }, body: { reason: 'x' } });
    const told = await portal.database.sql<{ type: string; root_id: string }>(
      `select event->>'type' as type, event->>'rootid' as root_id from licenses.outbox where event->>'subject' = $1 order by id`,
      [sold.id],
    );
    const { cabinet } = await licenses(portal).getLicense({ params: { id: sold.licenses[0]?.id ?? '' } });
    expect(told).toEqual(['purchase.accepted', 'purchase.reversed'].map((type) => ({ type, root_id: cabinet.id })));
  });

  test('gives a renewed term back, unless it was changed since', async () => {
    const sold = await send(purchase([saleLine()]));
    const certificate = sold.certificates[0] ?? { id: '', number: '' };
    const first = await send(purchase([{ renews: certificate.number, valid_until: '2027-12-31' }]));
    const second = await send(purchase([{ renews: certificate.number, valid_until: '2028-12-31' }]));
    const client = licenses(portal);
    const { id, number } = certificate;
    expect(await client.previewPurchaseReversal({ params: { id: first.id } })).toEqual({
      revokes: [],
      returns: [{ kind: 'certificate', id, number, from: '2027-12-31', to: '2026-12-31' }],
      obstacles: [{ kind: 'certificate', id, number, code: 'term_changed', expected: '2027-12-31', present: '2028-12-31' }],
    });
    expect((await refusal(client.reversePurchase({ params: { id: first.id }, body: { reason: 'x' } }))).code).toBe(
      'purchase_changed_since',
    );
    await client.reversePurchase({ params: { id: second.id }, body: { reason: 'x' } });
    expect(await client.getCertificate({ params: { id: certificate.id } })).toMatchObject({ valid_until: '2027-12-31' });
  });
});

test('the ledger refuses what does not sum to zero, and a quantity without a posting', async () => {
  const sold = await send(purchase([saleLine()]));
  const id = sold.licenses[0]?.id;
  await expect(portal.database.sql('update licenses.license set quantity = quantity + 1 where id = $1', [id])).rejects.toThrow(
    /differs from its ledger/,
  );
  await expect(
    portal.database.sql(
      `insert into licenses.ledger_entry select gen_random_uuid(), 1, 'license', id, 5, 'issue', organization_id, root_id, now() from licenses.license where id = $1`,
      [id],
    ),
  ).rejects.toThrow(/does not sum to zero/);
});

test('nobody but the ERP and staff may send or see purchases', async () => {
  const organization = await portal.organization('Customer');
  const owner = licenses(portal, member(organization, 'owner'));
  await expect(owner.receivePurchase({ body: purchase([saleLine()]) })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(owner.listPurchases({ query: {} })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(licenses(portal, staff('support_engineer')).listPurchases({ query: {} })).rejects.toMatchObject({ code: 'forbidden' });
});

test('the sample feed: good, repeated, conflicting and faulty messages; a second time nothing changes', { timeout: 60_000 }, async () => {
  const file = new URL('../../../samples/purchases.ndjson', import.meta.url);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const run = async () => {
    const outcomes: Record<string, number> = {};
    for (const line of lines) {
      const outcome = await send(JSON.parse(line)).then(
        () => 'accepted',
        (error: unknown) => (error as ProblemError).code,
      );
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    return outcomes;
  };
  const first = await run();
  expect(first['accepted']).toBeGreaterThanOrEqual(300);
  expect(Object.keys(first).toSorted()).toEqual(['accepted', 'invalid_purchase', 'purchase_conflict']);
  const before = await counts();
  expect(await run()).toEqual(first);
  expect(await counts()).toEqual(before);
});
