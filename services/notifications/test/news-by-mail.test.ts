import { anonymous } from '@kabinet/contract/principal';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { startPortal, staff, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { mailClient } from './mails.ts';
import { issueLicense, newProduct, notifications, personIn, runJob, type Organization, type Person } from './world.ts';

const portals: TestPortal[] = [];
let portal: TestPortal;
let holding: Organization;
let product: string;
let owner: Person;

beforeEach(async () => {
  portal = await startPortal({ now: new Date('2026-06-15T09:00:00Z') });
  portals.push(portal);
  holding = await portal.organization('Холдинг');
  product = await newProduct(portal, 'horns');
  await portal.settle();
  owner = await personIn(portal, holding, 'owner');
  await portal.settle();
});
afterAll(() => Promise.all(portals.map((one) => one.stop())));

async function mails(): Promise<{ recipient: string; subject: string; text: string }[]> {
  const { items } = await mailClient(portal).listMails({ query: { kind: ['notices'], sort: 'created_at' } });
  return Promise.all(items.map(({ id }) => mailClient(portal).getMailContent({ params: { id } })));
}

async function issue(): Promise<string> {
  return (await issueLicense(portal, holding, product, { valid_until: '2028-12-31' })).number;
}

test('news comes by mail with a link to its page, what comes together in one', async () => {
  const number = await issue();
  await portal.settle();
  expect(await mails()).toMatchObject([{ recipient: owner.email, subject: `New licence ${number}` }]);
  expect((await mails())[0]?.text).toContain('http://localhost:8080/licenses/');
  await issue();
  await issue();
  await portal.settle();
  const [, both] = await mails();
  expect(both?.subject).toBe('News in the customer portal: 2 notifications');
});

test('a person, before them their organization, decides how soon, or that none comes', async () => {
  const client = notifications(portal, owner);
  await client.putNotificationPreferences({ body: { items: [{ kind: 'license', portal: null, email: 'off' }] } });
  await issue();
  await portal.settle();
  expect(await mails()).toEqual([]);
  const body = { expiry_days: null, email: [{ kind: 'license' as const, email: 'daily' as const }] };
  await client.putNotificationDefaults({ params: { id: holding.organization_id }, body });
  const { items } = await client.putNotificationPreferences({ body: { items: [] } });
  expect(items.find(({ kind }) => kind === 'license')).toEqual({
    kind: 'license',
    portal: true,
    email: 'daily',
    chosen: { portal: null, email: null },
  });
  await issue();
  await issue();
  await portal.settle();
  expect(await mails()).toEqual([]);
  portal.clock.set(new Date('2026-06-16T05:59:00Z'));
  await runJob(portal, 'mail_notices');
  expect(await mails()).toEqual([]);
  portal.clock.set(new Date('2026-06-16T06:00:00Z'));
  await runJob(portal, 'mail_notices');
  expect(await mails()).toMatchObject([{ subject: 'News in the customer portal: 2 notifications' }]);
});

test('the link of a mail ends mails of its kind for its reader, and no other link does', async () => {
  await issue();
  await portal.settle();
  const token = /\/unsubscribe#token=(\S+)/.exec((await mails())[0]?.text ?? '')?.[1] ?? '';
  const stranger = portal.client(notificationsContract, anonymous);
  await expect(stranger.unsubscribe({ params: { token: `${token.slice(0, -4)}AAAA` } })).rejects.toMatchObject({
    code: 'invalid_unsubscribe_link',
  });
  await stranger.unsubscribe({ params: { token } });
  const { items } = await notifications(portal, owner).getNotificationPreferences({});
  expect(items.filter(({ email }) => email === 'off').map(({ kind }) => kind)).toEqual(['license']);
  await issue();
  await portal.settle();
  expect(await mails()).toHaveLength(1);
});

test('an announcement is mailed to those it is for, on its day; what was withdrawn is not', async () => {
  const author = notifications(portal, staff('account_manager') as Person);
  const write = (title: string, changes: object = {}) =>
    author.createNotification({
      body: { title: { ru: title, en: title }, body: { ru: '…', en: '…' }, audience: { kind: 'everyone' }, ...changes },
    });
  await write('At once');
  const withdrawn = await write('Never');
  await author.deleteNotification({ params: { id: withdrawn.id } });
  await portal.settle();
  expect((await mails()).map(({ subject }) => subject)).toEqual(['At once']);
});
