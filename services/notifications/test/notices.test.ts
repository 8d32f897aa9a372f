import { licensesContract } from '@kabinet/contracts/licenses';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  issueLicense,
  licensesAsStaff,
  newProduct,
  notifications,
  personIn,
  staffPerson,
  titlesOf,
  type Organization,
  type Person,
} from './world.ts';

let portal: TestPortal;
let holding: Organization;
let daughter: Organization;
let stranger: Organization;
let product: string;
let owner: Person;
let manager: Person;
let viewer: Person;
let daughterOwner: Person;
let strangerOwner: Person;

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  holding = await portal.organization('Холдинг');
  daughter = await portal.organization('Дочка', holding);
  stranger = await portal.organization('Чужие');
  product = await newProduct(portal, 'horns');
  await portal.settle();
  owner = await personIn(portal, holding, 'owner');
  manager = await personIn(portal, holding, 'license_manager', 'ru');
  viewer = await personIn(portal, holding, 'viewer');
  daughterOwner = await personIn(portal, daughter, 'owner');
  strangerOwner = await personIn(portal, stranger, 'owner');
  await portal.settle();
  for (const who of [owner, manager, viewer, daughterOwner, strangerOwner]) await notifications(portal, who).readNotifications({});
});
afterAll(() => portal.stop());

async function unread(who: Person): Promise<string[]> {
  const titles = await titlesOf(portal, who, { unread: true });
  await notifications(portal, who).readNotifications({});
  return titles;
}

describe('a licence', () => {
  test('that staff issue is told to those who can act there and above, in their language, and to nobody else', async () => {
    const { id, number } = await issueLicense(portal, daughter, product, { valid_until: '2028-12-31' });
    await portal.settle();
    const { items } = await notifications(portal, manager, 'ru').listNotifications({ query: { unread: true } });
    expect(items).toMatchObject([
      {
        kind: 'license',
        title: `Новая лицензия ${number}`,
        body: 'Продукт horns, по 31 декабря 2028 г.',
        link: `/licenses/${id}`,
        cabinet: { name: 'Дочка' },
      },
    ]);
    expect(await unread(owner)).toEqual([`New licence ${number}`]);
    expect(await unread(daughterOwner)).toEqual([`New licence ${number}`]);
    expect(await unread(viewer)).toEqual([]);
    expect(await unread(strangerOwner)).toEqual([]);
    await unread(manager);
  });

  test('that is suspended, resumed and revoked is told each time, once, however often the event comes', async () => {
    const { id, number } = await issueLicense(portal, holding, product, { valid_until: null });
    const client = licensesAsStaff(portal);
    await client.suspendLicense({ params: { id }, body: { reason: 'unpaid' } });
    await client.resumeLicense({ params: { id } });
    await client.revokeLicense({ params: { id }, body: { reason: 'mistake' } });
    await portal.settle();
    await portal.database.sql(`update notifications.inbox set processed_at = null, next_attempt_at = now()`);
    await portal.settle();
    const expected = ['is revoked', 'is in force again', 'is suspended'].map((what) => `Licence ${number} ${what}`);
    expect((await unread(owner)).toSorted()).toEqual([...expected, `New licence ${number}`].toSorted());
    expect(await unread(daughterOwner)).toEqual([]);
  });
});

test('a transfer is told to both sides, each in its own words, and not to who made it', async () => {
  const { id } = await issueLicense(portal, holding, product, { valid_until: '2028-12-31' });
  await portal.settle();
  for (const who of [owner, manager, daughterOwner]) await notifications(portal, who).readNotifications({});
  const body = { to_cabinet_id: daughter.organization_id, quantity: 1 };
  await portal.client(licensesContract, manager).transferLicense({ params: { id }, body }, { idempotencyKey: randomUUIDv7() });
  await portal.settle();
  const { items } = await notifications(portal, daughterOwner).listNotifications({ query: { unread: true } });
  expect(items).toMatchObject([
    { kind: 'transfer', title: 'A licence has come to you', body: 'Product horns · 1 unit · Холдинг', cabinet: { name: 'Дочка' } },
  ]);
  // The holding's owner sees both sides.
  expect((await unread(owner)).toSorted()).toEqual(['A licence has come to you', 'A licence was handed over']);
  expect(await unread(manager)).toEqual([]);
  await unread(daughterOwner);
});

describe('a release', () => {
  const state = { kind: 'update', channel: 'stable', status: 'published', recall_reason: null };

  /** As products tells of it. */
  async function hear(type: string, data: object): Promise<void> {
    const { manifest, contextAsService } = portal.service('notifications');
    const subscription = manifest.subscriptions.find(({ subject }) => subject === `products.${type}`);
    const context = contextAsService('test');
    await context.system.transaction(async (tx) => subscription?.handle(context, { data: { ...state, ...data } } as never, tx));
  }

  test('is told to those whose licences cover it, and that it was recalled too; a beta to nobody', async () => {
    const released = await newProduct(portal, 'hooves');
    const buyer = await portal.organization('Покупатель');
    const other = await portal.organization('Другой');
    await portal.settle();
    const contact = await personIn(portal, buyer, 'support_contact');
    const reader = await personIn(portal, buyer, 'viewer');
    const otherOwner = await personIn(portal, other, 'owner');
    await portal.settle();
    await issueLicense(portal, buyer, released, { valid_until: null, versions: '2.x' });
    await issueLicense(portal, other, released, { valid_until: null, versions: '1.x' });
    await portal.settle();
    for (const who of [contact, reader, otherOwner]) await notifications(portal, who).readNotifications({});
    const release = { id: randomUUIDv7(), product_id: released, version: '2.1' };
    await hear('release.published', release);
    await hear('release.published', release);
    await hear('release.published', { ...release, id: randomUUIDv7(), version: '2.2-beta', channel: 'beta' });
    await hear('release.recalled', { ...release, status: 'recalled', recall_reason: 'Loses data' });
    const { items } = await notifications(portal, contact).listNotifications({ query: { kind: ['release'] } });
    expect(items.map(({ link }) => link)).toEqual([`/releases/${release.id}`, `/releases/${release.id}`]);
    expect((await unread(contact)).toSorted()).toEqual(['Update: Product hooves 2.1', 'Version recalled: Product hooves 2.1']);
    expect(await unread(reader)).toEqual([]);
    expect(await unread(otherOwner)).toEqual([]);
  });
});

describe('a reader', () => {
  test('marks, finds, counts and takes off the list, each for themselves', async () => {
    const { number } = await issueLicense(portal, holding, product, { valid_until: '2029-01-31' });
    await portal.settle();
    const client = notifications(portal, owner);
    expect(await client.countUnreadNotifications({})).toEqual({ unread: 1 });
    const [item] = (await client.listNotifications({ query: { q: number } })).items;
    const id = item?.id ?? '';
    expect(await client.changeNotification({ params: { id }, body: { read: true } })).toMatchObject({ read_at: '2026-06-15T09:00:00Z' });
    expect(await client.countUnreadNotifications({})).toEqual({ unread: 0 });
    expect(await client.changeNotification({ params: { id }, body: { read: false } })).toMatchObject({ read_at: null });
    await client.deleteNotification({ params: { id } });
    await expect(client.getNotification({ params: { id } })).rejects.toMatchObject({ code: 'notification_not_found' });
    expect(await titlesOf(portal, manager, { q: number, unread: true })).toHaveLength(1);
    await expect(notifications(portal, strangerOwner).getNotification({ params: { id } })).rejects.toMatchObject({
      code: 'notification_not_found',
    });
  });

  test('pages without losing or repeating anything, with a broadcast between', async () => {
    for (let count = 0; count < 5; count++) {
      portal.clock.set(new Date(Date.UTC(2026, 5, 16, 9, count)));
      await issueLicense(portal, holding, product, { valid_until: '2029-01-31' });
      await portal.settle();
    }
    const author = notifications(portal, staffOf('account_manager'));
    await author.createNotification({ body: { title: both('Maintenance'), body: both('At night.'), audience: { kind: 'everyone' } } });
    const client = notifications(portal, owner);
    const whole = await client.listNotifications({ query: { count: true } });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; next_cursor: string | null } = await client.listNotifications({
        query: { limit: 2, ...(cursor === '' ? {} : { cursor }) },
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(whole.items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(whole.total);
    const oldest = await client.listNotifications({ query: { sort: 'created_at' } });
    expect(oldest.items.map(({ id }) => id)).toEqual(seen.toReversed());
  });

  test('who lost the right sees no more of it', async () => {
    const demoted = { ...manager, memberships: [{ ...holding, role: 'viewer', disabled: [] }] };
    const titles = await titlesOf(portal, demoted);
    expect(titles.filter((title) => title.includes('icence'))).toEqual([]);
    expect((await titlesOf(portal, { ...manager, memberships: [] })).filter((title) => !title.startsWith('You have'))).toEqual([]);
  });
});

describe('an announcement', () => {
  test('to everyone, to holders of a product, to an organization reaches them and no other', async () => {
    const author = notifications(portal, staffOf('product_manager'));
    const announce = (title: string, audience: object) =>
      author.createNotification({ body: { title: both(title), body: both('…'), audience: audience as never } });
    await announce('To holders', { kind: 'product', product_id: product });
    await announce('To the daughter', { kind: 'organization', cabinet_id: daughter.organization_id });
    await announce('To the holding', { kind: 'organization', cabinet_id: holding.organization_id });
    const wanted = ['To holders', 'To the daughter', 'To the holding'];
    const seen = async (who: Person) => (await titlesOf(portal, who)).filter((title) => wanted.includes(title)).toSorted();
    expect(await seen(viewer)).toEqual(wanted);
    expect(await seen(daughterOwner)).toEqual(wanted);
    expect(await seen(strangerOwner)).toEqual([]);
    await expect(announce('To nobody', { kind: 'product', product_id: owner.id })).rejects.toMatchObject({
      errors: [{ pointer: '/audience/product_id', code: 'unknown_product' }],
    });
  });

  test('is scheduled, edited, published on its day and withdrawn', async () => {
    portal.clock.set(new Date('2026-06-20T09:00:00Z'));
    const author = notifications(portal, staffOf('account_manager'));
    const { id, status } = await author.createNotification({
      body: { title: both('Later'), body: both('…'), audience: { kind: 'everyone' }, published_at: '2026-06-21T09:00:00Z' },
    });
    expect(status).toBe('scheduled');
    expect(await titlesOf(portal, viewer)).not.toContain('Later');
    await author.changeNotification({ params: { id }, body: { title: both('On Sunday') } });
    expect(await author.getAnnouncement({ params: { id } })).toMatchObject({ title: { en: 'On Sunday' }, status: 'scheduled' });
    portal.clock.set(new Date('2026-06-21T09:00:01Z'));
    expect(await titlesOf(portal, viewer)).toContain('On Sunday');
    await notifications(portal, viewer).changeNotification({ params: { id }, body: { read: true } });
    expect(await author.getAnnouncement({ params: { id } })).toMatchObject({ status: 'published', read_by: 1 });
    await expect(author.changeNotification({ params: { id }, body: { published_at: '2026-07-01T00:00:00Z' } })).rejects.toMatchObject({
      code: 'announcement_over',
    });
    await author.deleteNotification({ params: { id } });
    expect(await titlesOf(portal, viewer)).not.toContain('On Sunday');
    expect(await author.getAnnouncement({ params: { id } })).toMatchObject({ status: 'withdrawn' });
  });

  test('is no reader’s to edit', async () => {
    const [item] = (await notifications(portal, owner).listNotifications({ query: { kind: ['announcement'] } })).items;
    const edit = notifications(portal, owner).changeNotification({ params: { id: item?.id ?? '' }, body: { title: both('Mine') } });
    await expect(edit).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('a refused purchase is told to those who mend them', async () => {
  const accountant = await staffPerson(portal, 'account_manager');
  const other = await staffPerson(portal, 'product_manager');
  await portal.settle();
  const erp = { kind: 'machine', id: owner.id, scopes: ['purchases:write'], organization: null } as const;
  await portal
    .client(licensesContract, erp)
    .receivePurchase({ body: { source: 'erp', id: 'ЗК-1', lines: [] } as never })
    .catch(() => undefined);
  await portal.settle();
  expect(await titlesOf(portal, accountant)).toContain('Purchase ЗК-1 is refused');
  expect(await titlesOf(portal, other)).not.toContain('Purchase ЗК-1 is refused');
});

function both(text: string) {
  return { ru: text, en: text };
}

function staffOf(role: string) {
  return staff(role) as Person;
}
