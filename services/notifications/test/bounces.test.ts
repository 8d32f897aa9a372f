import { authContract } from '@kabinet/contracts/auth';
import { anonymous, type Principal } from '@kabinet/contract/principal';
import type { Mail } from '@kabinet/contracts/notifications/resources';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MailServer } from './mail-server.ts';
import { eventsAbout, invite, mailAbout, mailClient, newEmail, runJob } from './mails.ts';
import { issueLicense, newProduct, personIn, staffPerson, titlesOf, type Organization, type Person } from './world.ts';

const REPORT = await readFile(new URL('bounces/exim.eml', import.meta.url), 'utf8');

const server = new MailServer();
let portal: TestPortal;
let organization: Organization;
let product: string;
let owner: Person;
let manager: Person;
let stranger: Person;
let account: Person;
beforeAll(async () => {
  await server.start();
  portal = await startPortal({
    now: new Date('2026-06-15T09:00:00Z'),
    environment: { SMTP_URL: server.url, MAIL_FROM: 'portal@vendor.example' },
  });
  organization = await portal.organization('Клиент');
  const other = await portal.organization('Чужие');
  product = await newProduct(portal, 'horns');
  await portal.settle();
  owner = await personIn(portal, organization, 'owner');
  manager = await personIn(portal, organization, 'license_manager');
  stranger = await personIn(portal, other, 'owner');
  account = await staffPerson(portal, 'account_manager');
  await portal.settle();
});
beforeEach(() => void (server.received.length = 0));
afterAll(async () => {
  await portal.stop();
  await server.stop();
});

const machine: Principal = { kind: 'machine', id: 'mail-server', scopes: ['mail:bounces'], organization: null };

/** What the mail server brings back about a mail, as Exim writes it. */
async function bringBack(mail: Mail, code: string, by = { id: '', message: mail.message_id.slice(1, -1) }) {
  const report = REPORT.replace('ENVELOPE_ID', by.id).replaceAll('MESSAGE_ID', by.message).replaceAll('RECIPIENT', 'a@example.ru');
  return post(report.replace('Status: 5.0.0', `Status: ${code}`));
}

async function post(message: string) {
  const upload = { body: Readable.from([Buffer.from(message)]), content_type: 'message/rfc822' };
  return mailClient(portal, machine).noteBounce({ upload });
}

async function newsFor(person: Person): Promise<Mail> {
  await issueLicense(portal, organization, product, { valid_until: '2028-12-31' });
  await portal.settle();
  const { items } = await mailClient(portal).listMails({ query: { kind: ['notices'] } });
  for (const mail of items) {
    if (mail.status === 'kept') continue;
    const { recipient } = await mailClient(portal).getMailContent({ params: { id: mail.id } });
    if (recipient === person.email) return mail;
  }
  throw new Error('there is no mail');
}

async function bouncesToldTo(person: Person): Promise<string[]> {
  return (await titlesOf(portal, person)).filter((title) => title.startsWith('Mail to'));
}

test('a mail that comes back is marked with its reason, once, and its address is given up; owners and staff are told', async () => {
  const mail = await newsFor(manager);
  expect(mail.status).toBe('sent');
  expect(await bringBack(mail, '5.1.1')).toEqual({ noted: 'bounced' });
  expect(await bringBack(mail, '5.1.1')).toEqual({ noted: 'bounced' });
  await portal.settle();
  const bounced = await mailClient(portal).getMail({ params: { id: mail.id } });
  expect(bounced).toMatchObject({ status: 'bounced', failure: { reason: 'bounced', reply: '5.1.1' }, sent_at: mail.sent_at });
  expect((await eventsAbout(portal, mail.id)).filter((type) => type !== 'mail.read')).toEqual(['mail.bounced']);
  const title = `Mail to p***@example.ru does not arrive`;
  expect(await bouncesToldTo(owner)).toEqual([title]);
  expect(await bouncesToldTo(account)).toEqual([title]);
  for (const other of [manager, stranger]) expect(await bouncesToldTo(other)).toEqual([]);

  server.received.length = 0;
  const next = await newsFor(owner);
  expect(next.status).toBe('sent');
  expect(server.received.flatMap(({ recipients }) => recipients)).not.toContain(manager.email);
  const { items } = await mailClient(portal).listMails({ query: { status: ['failed'] } });
  expect(items).toMatchObject([{ failure: { reason: 'undeliverable' }, attempts: 0, recipient: 'p***@example.ru' }]);

  // Staff who send one again want the address to be tried.
  await mailClient(portal).resendMail({ params: { id: items[0]?.id ?? '' } });
  await portal.settle();
  expect(await mailClient(portal).getMail({ params: { id: items[0]?.id ?? '' } })).toMatchObject({ status: 'sent' });
  expect(server.received.flatMap(({ recipients }) => recipients)).toContain(manager.email);
});

test('is known by its envelope id alone; a full mailbox is no reason to give it up, a delay no reason for anything', async () => {
  const mail = await mailAboutInvitation();
  const byId = { id: mail.id, message: 'unknown@example.ru' };
  const delayed = REPORT.replace('ENVELOPE_ID', mail.id).replace('Action: failed', 'Action: delayed');
  expect(await post(delayed)).toEqual({ noted: 'delayed' });
  expect(await mailClient(portal).getMail({ params: { id: mail.id } })).toMatchObject({ status: 'sent' });
  expect(await bringBack(mail, '5.2.2', byId)).toEqual({ noted: 'bounced' });
  expect(await mailClient(portal).getMail({ params: { id: mail.id } })).toMatchObject({ status: 'bounced', failure: { reply: '5.2.2' } });
  await mailClient(portal).resendMail({ params: { id: mail.id } });
  await portal.settle();
  expect(await mailClient(portal).getMail({ params: { id: mail.id } })).toMatchObject({ status: 'sent', failure: null });
});

test('an address that a server refuses at once is given up too, and tried again half a year later', async () => {
  const email = newEmail();
  server.trouble = { at: 'recipient', reply: 550, words: '5.1.1 no such user' };
  expect(await mailAboutInvitation(email)).toMatchObject({ status: 'failed', failure: { reason: 'rejected' } });
  server.trouble = undefined;
  expect(await bouncesToldTo(owner)).toContain('Mail to i***@example.ru does not arrive');
  expect(await mailAboutInvitation(email)).toMatchObject({ status: 'failed', failure: { reason: 'undeliverable' } });
  portal.clock.set(new Date('2026-12-20T09:00:00Z'));
  await runJob(portal, 'forget_old_mails');
  expect(await mailAboutInvitation(email)).toMatchObject({ status: 'sent' });
});

async function mailAboutInvitation(email = newEmail()): Promise<Mail> {
  const id = await invite(portal, organization, { email });
  await portal.settle();
  return mailAbout(portal, id);
}

test('what names no mail of the portal’s changes nothing; only a token for it, and administrators, bring mail back', async () => {
  expect(await post('Subject: Away\r\n\r\nBack on Monday')).toEqual({ noted: 'nothing' });
  expect(await post(REPORT)).toEqual({ noted: 'nothing' });
  const upload = () => ({ upload: { body: Readable.from([Buffer.from(REPORT)]), content_type: 'message/rfc822' } });
  await expect(mailClient(portal, staff('auditor')).noteBounce(upload())).rejects.toMatchObject({ code: 'forbidden' });
  await expect(mailClient(portal, owner).noteBounce(upload())).rejects.toMatchObject({ code: 'forbidden' });
  await expect(mailClient(portal, anonymous).noteBounce(upload())).rejects.toMatchObject({ code: 'unauthorized' });
  expect(await mailClient(portal).noteBounce(upload())).toEqual({ noted: 'nothing' });
  const bound = { name: 'mail', scopes: ['mail:bounces' as const], cabinet_id: organization.organization_id };
  await expect(portal.client(authContract, serviceNamed('test')).createMachineToken({ body: bound })).rejects.toMatchObject({
    code: 'invalid_body',
  });
});
