import { licensesContract } from '@kabinet/contracts/licenses';
import { isProblem } from '@kabinet/problem';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSampleProducts, erp, licenses, purchase, saleLine } from './fixture.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  await addSampleProducts(portal);
});
afterAll(() => portal.stop());

/** Sends a faulty message; answers how staff see what was kept of it. */
async function refused(message: { readonly id: unknown; readonly purchased_at?: unknown }, locale: 'ru' | 'en' = 'en') {
  const attempt = licenses(portal, erp).receivePurchase({ body: message as never });
  await attempt.catch((error: unknown) => expect(isProblem(error, 'invalid_purchase')).toBe(true));
  const client = portal.client(licensesContract, staff('account_manager'), { locale });
  const [kept] = (await client.listPurchases({ query: { external_id: String(message.id) } })).items;
  expect(kept?.status).toBe('refused');
  expect(await client.getPurchase({ params: { id: kept?.id ?? '' } })).toEqual({ ...kept, message });
  return kept;
}

test('says what was wrong in the language of who reads it: with the form, the buyer, the contents and the parameters', async () => {
  const lines = [saleLine({ quantity: 0, versions: 'newest' }), saleLine({ product: 'nothing' }), saleLine({ parameters: {} })];
  const [form] = [await refused(purchase(lines.slice(0, 1)), 'ru')];
  expect(form?.errors).toEqual([
    { pointer: '/lines/0/quantity', code: 'too_small', params: { limit: 1 }, detail: 'Не меньше 1' },
    {
      pointer: '/lines/0/versions',
      code: 'invalid_format',
      params: { format: 'version_range' },
      detail: 'Ожидается: версия вида 1.x, 2.4.x или 2.4.1',
    },
  ]);
  const contents = purchase(lines.slice(1), { buyer: { inn: '7707083894', name: 'X' } });
  const details = (found: Awaited<ReturnType<typeof refused>>) =>
    Object.fromEntries(found?.errors.map(({ pointer, detail }) => [pointer, detail]) ?? []);
  expect(details(await refused(contents))).toEqual({
    '/buyer/inn': 'The INN checksum does not match',
    '/lines/0/product': 'No such product',
    '/lines/1/parameters/mailboxes': 'Required',
  });
  expect(details(await refused(contents, 'ru'))).toMatchObject({ '/lines/0/product': 'Нет такого продукта' });
});

test.each([
  ['2026-01-01T09:00:00Z', '2026-01-01T09:00:00Z'],
  ['2026-01-01T09:00:00+03:00', '2026-01-01T06:00:00Z'],
  ['yesterday', null],
  ['2026-02-30T09:00:00Z', null],
  ['0000-01-01T00:00:00Z', null],
  [5, null],
])('bought %j is kept as %j', async (purchased_at, kept) => {
  expect((await refused(purchase([saleLine({ quantity: 0 })], { purchased_at })))?.purchased_at).toBe(kept);
});

test('that comes again with another date keeps that one', async () => {
  const message = purchase([saleLine({ quantity: 0 })], { purchased_at: 'no date' });
  expect((await refused(message))?.purchased_at).toBeNull();
  expect((await refused({ ...message, purchased_at: '2026-03-01T09:00:00Z' }))?.purchased_at).toBe('2026-03-01T09:00:00Z');
});

test('what somebody else renews at the same moment is refused at its own line, and kept', async () => {
  const sold = await licenses(portal, erp).receivePurchase({ body: purchase([saleLine()]) });
  const renewal = { renews: sold.certificates[0]?.number, valid_until: '2027-12-31' };
  const orders = Array.from({ length: 4 }, () => purchase([saleLine(), renewal]));
  const losers = await losersOf(orders, (order) => licenses(portal, erp).receivePurchase({ body: order }));
  expect(losers).toHaveLength(3);
  const mended: Order[] = losers.map(({ order }) => ({ ...order, lines: [saleLine(), { ...renewal, valid_until: '2028-12-31' }] }));
  const replay = (order: Order) =>
    licenses(portal).replayPurchase({ params: { id: losers[mended.indexOf(order)]?.id ?? '' }, body: { message: order } });
  expect(await losersOf(mended, replay)).toHaveLength(2);
});

type Order = ReturnType<typeof purchase>;

/** Tries all at once; answers those that were refused, each kept as it came. */
async function losersOf(orders: Order[], attempt: (order: Order) => Promise<unknown>) {
  const outcomes = await Promise.allSettled(orders.map(attempt));
  const losers: { id: string; order: Order }[] = [];
  for (const [index, order] of orders.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status !== 'rejected') continue;
    const errors = [{ pointer: '/lines/1/valid_until', code: 'not_later' }];
    expect(outcome.reason).toMatchObject({ code: 'invalid_purchase', errors });
    const [kept] = (await licenses(portal).listPurchases({ query: { external_id: order.id } })).items;
    expect(kept).toMatchObject({ status: 'refused', errors, lines: order.lines });
    losers.push({ id: kept?.id ?? '', order });
  }
  return losers;
}
