import { innOf, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MailServer } from './mail-server.ts';
import { eventsAbout, forgetPassword, hasten, invite, mailAbout, mailClient, newEmail, runJob } from './mails.ts';

const server = new MailServer();
let portal: TestPortal;
let organization: { organization_id: string; root_id: string };
beforeAll(async () => {
  await server.start();
  portal = await startPortal({ environment: { SMTP_URL: server.url, MAIL_FROM: 'Портал <portal@vendor.example>' } });
  organization = await portal.organization('ПАО «Пример»');
  await portal.settle();
});
beforeEach(() => void (server.received.length = 0));
afterEach(() => void (server.trouble = undefined));
afterAll(async () => {
  await portal.stop();
  await server.stop();
});

/** Invites somebody and lets everything run; answers the mail about it. */
async function sendInvitation(facts: { email?: string; name?: string; locale?: 'ru' | 'en' } = {}) {
  const id = await invite(portal, organization, facts);
  await portal.settle();
  return mailAbout(portal, id);
}

describe('a mail that the server takes', () => {
  test('is an invitation in the language of its reader', async () => {
    const email = newEmail();
    const mail = await sendInvitation({ email });
    expect(mail).toMatchObject({ kind: 'invitation', status: 'sent', locale: 'ru', attempts: 1, failure: null, next_attempt_at: null });
    expect(await eventsAbout(portal, mail.id)).toEqual(['mail.queued', 'mail.sent']);
    const [received] = server.received;
    expect(received).toMatchObject({
      recipients: [email],
      to: [{ address: email }],
      from: { name: 'Портал', address: 'portal@vendor.example' },
      subject: 'Приглашение в личный кабинет: ПАО «Пример»',
      messageId: mail.message_id,
    });
    expect(received?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    for (const part of [received?.text, received?.html]) {
      expect(part).toMatch(/http:\/\/localhost:8080\/invitations\/accept#token=kbi_[\w-]{43}/);
      expect(part).toContain('наблюдатель');
    }
  });

  test('is a password reset in the language of its reader', async () => {
    const email = newEmail();
    await forgetPassword(portal, { email, locale: 'en' });
    await portal.settle();
    expect(server.received).toMatchObject([{ recipients: [email], subject: 'A new password for the customer portal' }]);
    expect(server.received[0]?.text).toMatch(/http:\/\/localhost:8080\/password-reset#token=kbp_[\w-]{43}/);
  });

  test('follows the first purchase of a buyer', async () => {
    const email = newEmail();
    const body = { inn: innOf(92_001), kpp: '770101001', name: 'Buyer', contact: { email, name: 'Б. Б. Борисов' } };
    await portal.client(organizationsContract, serviceNamed('licenses')).ensureCabinet({ body });
    await portal.settle();
    expect(server.received).toMatchObject([{ recipients: [email], subject: 'Приглашение в личный кабинет: Buyer' }]);
  });

  test('is sent once, though its event comes again, under another id too, and its job runs again', async () => {
    const mail = await sendInvitation();
    await portal.database.sql(`update notifications.inbox set processed_at = null where event->>'subject' = $1`, [mail.reference_id]);
    await portal.database.sql(
      `insert into notifications.inbox (event_id, event) select gen_random_uuid(), event from notifications.inbox where event->>'subject' = $1`,
      [mail.reference_id],
    );
    await portal.settle();
    await hasten(portal, mail);
    expect(server.received).toHaveLength(1);
    expect(await eventsAbout(portal, mail.id)).toEqual(['mail.queued', 'mail.sent']);
  });

  test('is sent once by workers at the same time', async () => {
    server.trouble = { at: 'data', reply: 451 };
    const mail = await sendInvitation();
    server.trouble = undefined;
    await Promise.all([1, 2, 3].map(() => runJob(portal, 'send_mail', { mail_id: mail.id })));
    expect(server.received).toHaveLength(1);
    expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'sent', attempts: 2 });
  });
});

describe('a mail that the server does not take yet', () => {
  test.each([
    { at: 'recipient', reply: 450 },
    { at: 'data', reply: 451 },
    { at: 'connect', reply: 554 },
    { at: 'mail', reply: 553 },
    { at: 'recipient', hangUp: true },
  ] as const)('is tried again after %j, as the same mail', async (trouble) => {
    server.hangUp();
    server.trouble = trouble;
    const mail = await sendInvitation();
    expect(mail).toMatchObject({ status: 'deferred', attempts: 1, failure: null });
    const wait = Date.parse(mail.next_attempt_at ?? '') - Date.parse(mail.updated_at);
    expect(wait).toBeGreaterThan(55_000);
    expect(wait).toBeLessThan(65_000);
    await portal.settle();
    expect(server.received).toHaveLength(0);
    server.trouble = undefined;
    await hasten(portal, mail);
    expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'sent', attempts: 2, next_attempt_at: null });
    expect(server.received).toMatchObject([{ messageId: mail.message_id }]);
    expect(await eventsAbout(portal, mail.id)).toEqual(['mail.queued', 'mail.sent']);
  });

  test('waits while the server is down', async () => {
    await server.stop();
    const mail = await sendInvitation();
    expect(mail).toMatchObject({ status: 'deferred', attempts: 1 });
    await server.start();
    await hasten(portal, mail);
    expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'sent' });
  });

  test('is given up after the last attempt', async () => {
    server.trouble = { at: 'data', reply: 451 };
    const mail = await sendInvitation();
    await portal.database.sql('update notifications.mail set attempts = 19 where id = $1', [mail.id]);
    await hasten(portal, mail);
    expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'failed', failure: { reason: 'gave_up', reply: '451' } });
  });

  test('is found again when its job was lost', async () => {
    server.trouble = { at: 'data', reply: 451 };
    const mail = await sendInvitation();
    server.trouble = undefined;
    await portal.database.sql('delete from notifications_jobs._private_jobs');
    await runJob(portal, 'retry_overdue_mails');
    await portal.settle();
    expect(server.received).toHaveLength(0);
    await portal.database.sql(`update notifications.mail set next_attempt_at = now() - interval '16 minutes' where id = $1`, [mail.id]);
    await runJob(portal, 'retry_overdue_mails');
    await portal.settle();
    expect(server.received).toHaveLength(1);
  });

  test('is not sent any more once its link is over', async () => {
    const email = newEmail();
    server.trouble = { at: 'recipient', reply: 450 };
    const first = await sendInvitation({ email });
    server.trouble = undefined;
    const second = await sendInvitation({ email });
    await hasten(portal, first);
    expect(await mailAbout(portal, first.reference_id)).toMatchObject({ status: 'failed', failure: { reason: 'link_over' } });
    expect(server.received.map(({ messageId }) => messageId)).toEqual([second.message_id]);
  });
});

describe('a mail that fails', () => {
  test('says why without naming anybody, and goes out when staff send it again', async () => {
    const email = newEmail();
    server.trouble = { at: 'recipient', reply: 550, words: `5.1.1 <${email}>: no such user` };
    const mail = await sendInvitation({ email });
    expect(mail).toMatchObject({ status: 'failed', failure: { reason: 'rejected', reply: '550 5.1.1' }, attempts: 1 });
    expect(await eventsAbout(portal, mail.id)).toEqual(['mail.queued', 'mail.failed']);
    server.trouble = undefined;
    const params = { id: mail.id };
    await expect(mailClient(portal).resendMail({ params }, { ifMatch: '"1"' })).rejects.toMatchObject({ code: 'version_mismatch' });
    expect(await mailClient(portal).resendMail({ params })).toMatchObject({ status: 'queued', attempts: 0, failure: null });
    await expect(mailClient(portal).resendMail({ params })).rejects.toMatchObject({ code: 'mail_not_resendable' });
    await portal.settle();
    expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'sent' });
    expect(await eventsAbout(portal, mail.id)).toEqual(['mail.queued', 'mail.failed', 'mail.queued', 'mail.sent']);
    await expect(mailClient(portal).resendMail({ params })).rejects.toMatchObject({ code: 'mail_not_resendable' });
  });

  test('because the connection broke when the server had it is not sent again by itself', async () => {
    server.trouble = { at: 'data', hangUp: true };
    const mail = await sendInvitation();
    server.trouble = undefined;
    expect(mail).toMatchObject({ status: 'failed', failure: { reason: 'outcome_unknown' } });
    await hasten(portal, mail);
    expect(server.received).toHaveLength(0);
  });

  test('because the portal died while the server had it is not sent again by itself', async () => {
    server.trouble = { at: 'data', reply: 451 };
    const mail = await sendInvitation();
    server.trouble = undefined;
    const handOver = (ago: string) =>
      portal.database.sql('update notifications.mail set handed_over_at = now() - $2::interval where id = $1', [mail.id, ago]);
    await handOver('1 minute');
    await hasten(portal, mail);
    expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'deferred' });
    await handOver('11 minutes');
    await hasten(portal, mail);
    expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'failed', failure: { reason: 'outcome_unknown' } });
    expect(server.received).toHaveLength(0);
  });

  test.each(['ivan@example.ru\r\nBcc: spy@example.ru', 'ivan@example.ru, spy@example.ru', 'ivan@example.ru\nRCPT TO:<spy@example.ru>'])(
    'because of the address %j',
    async (address) => {
      const id = await invite(portal, organization);
      await portal.database.sql('update auth.invitation set email = $2 where id = $1', [id, address]);
      await portal.settle();
      const mail = await mailAbout(portal, id);
      expect(mail).toMatchObject({ status: 'failed', recipient: null, attempts: 0, failure: { reason: 'bad_address' } });
      expect(server.received).toHaveLength(0);
      await expect(mailClient(portal).getMailContent({ params: { id: mail.id } })).rejects.toMatchObject({ code: 'mail_not_composed' });
    },
  );
});

test('a mail that was kept before there was a mail server goes out when staff send it', async () => {
  server.trouble = { at: 'recipient', reply: 550 };
  const mail = await sendInvitation();
  server.trouble = undefined;
  await portal.database.sql(`update notifications.mail set status = 'kept', failure_reason = null, attempts = 0 where id = $1`, [mail.id]);
  await mailClient(portal).resendMail({ params: { id: mail.id } });
  await portal.settle();
  expect(server.received).toMatchObject([{ messageId: mail.message_id }]);
  expect(await mailAbout(portal, mail.reference_id)).toMatchObject({ status: 'sent', attempts: 1 });
});

test('names cannot add a header or a reader', async () => {
  const email = newEmail();
  await sendInvitation({ email, name: 'Иван\r\nBcc: spy@example.ru' });
  const params = { id: organization.organization_id };
  await portal
    .client(organizationsContract, staff('administrator'))
    .changeCabinet({ params, body: { name: 'ПАО\r\nBcc: spy@example.ru' } }, { ifMatch: '*' });
  await portal.settle();
  await sendInvitation();
  expect(server.received).toHaveLength(2);
  for (const { recipients, headers } of server.received) {
    expect(recipients).toHaveLength(1);
    expect(headers.map(({ key }) => key)).not.toContain('bcc');
  }
});

test('a server with a certificate that nobody vouches for is not given mails', async () => {
  const impostor = new MailServer({ secure: true });
  await impostor.start();
  const other = await startPortal({ environment: { SMTP_URL: impostor.url } });
  try {
    const id = await invite(other, await other.organization('Other'));
    await other.settle();
    expect(await mailAbout(other, id)).toMatchObject({ status: 'deferred', attempts: 1 });
    expect(impostor.received).toHaveLength(0);
  } finally {
    await other.stop();
    await impostor.stop();
  }
});
