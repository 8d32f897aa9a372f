import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import type { Mail } from '@kabinet/contracts/notifications/resources';
import { anonymous } from '@kabinet/contract/principal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsAbout, forgetPassword, invite, mailAbout, mailClient, newEmail, runJob } from './mails.ts';

let portal: TestPortal;
let organization: { organization_id: string; root_id: string };
let mail: Mail;
const email = newEmail();

beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') });
  organization = await portal.organization('ПАО «Пример»');
  const id = await invite(portal, organization, { email });
  await portal.settle();
  mail = await mailAbout(portal, id);
});
afterAll(() => portal.stop());

test('without a mail server a mail is kept, and an administrator can read it', async () => {
  expect(mail).toMatchObject({
    kind: 'invitation',
    status: 'kept',
    recipient: 'i***@example.ru',
    locale: 'ru',
    attempts: 0,
    failure: null,
    next_attempt_at: null,
    sent_at: null,
  });
  expect(await eventsAbout(portal, mail.id)).toEqual(['mail.queued', 'mail.kept']);
  const content = await mailClient(portal).getMailContent({ params: { id: mail.id } });
  expect(content).toMatchObject({ recipient: email, subject: 'Приглашение в личный кабинет: ПАО «Пример»' });
  expect(content.text).toMatch(/\/invitations\/accept#token=kbi_/);
  expect(content.html).toContain('Принять приглашение');
});

test('that somebody read it is told to the audit log, with who it was', async () => {
  const reader = staff('administrator');
  await mailClient(portal, reader).getMailContent({ params: { id: mail.id } });
  const [event] = await portal.database.sql<{ actor: string }>(
    `select event->'actor'->>'principal' as actor from notifications.outbox where event->>'type' = 'mail.read' order by id desc limit 1`,
  );
  expect(event).toEqual({ actor: `user:${reader.kind === 'user' ? reader.id : ''}` });
});

test('it cannot be sent as long as there is no mail server', async () => {
  await expect(mailClient(portal).resendMail({ params: { id: mail.id } })).rejects.toMatchObject({ code: 'no_mail_server' });
  expect(await mailAbout(portal, mail.reference_id)).toEqual(mail);
});

test('neither the database nor an event shows whom it goes to or what it says', async () => {
  await mailClient(portal).getMailContent({ params: { id: mail.id } });
  const sealed = await portal.database.sql<{ recipient: Buffer; content: Buffer }>(
    'select sealed_recipient as recipient, sealed_content as content from notifications.mail',
  );
  const lines = await portal.database.sql<{ line: string }>(
    `select to_jsonb(m)::text as line from notifications.mail m
      union all select event::text from notifications.outbox union all select event::text from notifications.inbox
      union all select payload::text from notifications_jobs._private_jobs`,
  );
  const everything = [
    ...lines.map(({ line }) => line),
    ...sealed.map(({ recipient, content }) => String(recipient) + String(content)),
  ].join('\n');
  expect(everything).toContain(mail.reference_id);
  for (const secret of [email, '@example.ru', 'kbi_', 'token=', 'Иванов', 'Приглашение']) expect(everything).not.toContain(secret);
});

test('what is sealed for one mail does not open as another', async () => {
  const id = await invite(portal, organization);
  await portal.settle();
  const other = await mailAbout(portal, id);
  await portal.database.sql(
    'update notifications.mail t set sealed_content = s.sealed_content from notifications.mail s where t.id = $1 and s.id = $2',
    [other.id, mail.id],
  );
  await expect(mailClient(portal).getMailContent({ params: { id: other.id } })).rejects.toMatchObject({ code: 'internal_error' });
  portal.internalErrors.length = 0;
  await portal.database.sql('delete from notifications.mail where id = $1', [other.id]);
});

describe('who may', () => {
  const attempts = {
    list: (client: ReturnType<typeof mailClient>) => client.listMails({}),
    get: (client: ReturnType<typeof mailClient>) => client.getMail({ params: { id: mail.id } }),
    content: (client: ReturnType<typeof mailClient>) => client.getMailContent({ params: { id: mail.id } }),
    resend: (client: ReturnType<typeof mailClient>) => client.resendMail({ params: { id: mail.id } }),
  };

  async function answers(principal: Parameters<typeof mailClient>[1]): Promise<Record<string, string>> {
    const client = mailClient(portal, principal);
    const told: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      told[name] = await attempt(client).then(
        () => 'ok',
        (error: unknown) => (error as { code: string }).code,
      );
    }
    return told;
  }

  test('an administrator everything', async () => {
    expect(await answers(staff('administrator'))).toEqual({ list: 'ok', get: 'ok', content: 'ok', resend: 'no_mail_server' });
  });

  test('an auditor sees that there are mails, not what they say', async () => {
    expect(await answers(staff('auditor'))).toEqual({ list: 'ok', get: 'ok', content: 'forbidden', resend: 'forbidden' });
  });

  test.each(['account_manager', 'product_manager', 'support_engineer'])('a %s knows of none', async (role) => {
    const none = { list: 'forbidden', get: 'mail_not_found', content: 'mail_not_found', resend: 'mail_not_found' };
    expect(await answers(staff(role))).toEqual(none);
  });

  test.each(['owner', 'license_manager', 'support_contact', 'viewer'])('a customer (%s) knows of none', async (role) => {
    const none = { list: 'forbidden', get: 'mail_not_found', content: 'mail_not_found', resend: 'mail_not_found' };
    expect(await answers(member(organization, role))).toEqual(none);
  });

  test('nobody without logging in', async () => {
    const none = { list: 'unauthorized', get: 'unauthorized', content: 'unauthorized', resend: 'unauthorized' };
    expect(await answers(anonymous)).toEqual(none);
  });
});

describe('the list', () => {
  test('is filtered, sorted and paged', async () => {
    portal.clock.set(new Date('2026-11-24T21:30:00Z'));
    await forgetPassword(portal, { email: newEmail(), locale: 'en' });
    await portal.settle();
    const client = mailClient(portal);
    const list = async (query: NonNullable<Parameters<typeof client.listMails>[0]['query']>) =>
      (await client.listMails({ query })).items.map(({ kind }) => kind);
    expect(await list({})).toEqual(['password_reset', 'invitation']);
    expect(await list({ sort: 'created_at' })).toEqual(['invitation', 'password_reset']);
    expect(await list({ kind: ['password_reset'] })).toEqual(['password_reset']);
    expect(await list({ status: ['kept'], kind: ['invitation'] })).toEqual(['invitation']);
    expect(await list({ status: ['sent', 'failed'] })).toEqual([]);
    // 21:30 UTC is the next day where the vendor is.
    expect(await list({ created_from: '2026-11-25' })).toEqual(['password_reset']);
    expect(await list({ created_until: '2026-11-24' })).toEqual(['invitation']);
    expect(await list({ q: mail.message_id })).toEqual(['invitation']);
    const first = await client.listMails({ query: { limit: 1, count: true } });
    expect(first).toMatchObject({ items: [{ kind: 'password_reset', recipient: 'i***@example.ru', locale: 'en' }], total: 2 });
    const second = await client.listMails({ query: { limit: 1, cursor: first.next_cursor ?? '' } });
    expect(second).toMatchObject({ items: [{ kind: 'invitation' }], next_cursor: null });
  });

  test('forgets mails after ninety days', async () => {
    portal.clock.set(new Date('2027-02-21T09:00:01Z'));
    await runJob(portal, 'forget_old_mails');
    const { items } = await mailClient(portal).listMails({});
    expect(items.map(({ kind }) => kind)).toEqual(['password_reset']);
  });

  test('forgets them sooner where administrators want that, and tells of it', async () => {
    const client = mailClient(portal);
    expect(await client.getRetention({})).toEqual({ mail_days: 90, notice_months: 13, updated_at: null });
    const periods = { mail_days: 31, notice_months: 12 };
    await expect(client.putRetention({ body: { ...periods, mail_days: 30 } })).rejects.toMatchObject({ code: 'invalid_body' });
    await expect(client.putRetention({ body: periods }, { ifMatch: '"7"' })).rejects.toMatchObject({ code: 'version_mismatch' });
    await expect(mailClient(portal, staff('auditor')).putRetention({ body: periods })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await client.putRetention({ body: periods })).toMatchObject(periods);
    expect(await eventsAbout(portal, 'retention')).toEqual(['retention.changed']);
    await runJob(portal, 'forget_old_mails');
    expect((await client.listMails({})).items).toEqual([]);
  });
});

// The newest mails of the file: others count theirs.
test('staff find a mail among those of its client, and of who is above', async () => {
  const above = await portal.organization('Холдинг');
  const below = await portal.organization('Дочерняя', above);
  const invitation = await invite(portal, below);
  await portal.settle();
  const about = async (organization_id: string, descendants = true) => {
    const { items } = await mailClient(portal).listMails({ query: { cabinet_id: organization_id, descendants } });
    return items.map(({ reference_id }) => reference_id);
  };
  expect(await about(organization.organization_id)).toEqual([]);
  expect(await about(above.organization_id)).toEqual([invitation]);
  expect(await about(above.organization_id, false)).toEqual([]);
  expect(await about(below.organization_id, false)).toEqual([invitation]);
});

test('a sender or a mail server that cannot be read stops the start and is named', async () => {
  const { manifest } = portal.service('notifications');
  const { installation, log } = portal.service('notifications').contextAsService('test');
  const open = (config: Record<string, string>) => manifest.open({ config, installation, log, clock: portal.clock });
  await expect(open({ SMTP_URL: 'http://mail.example.ru' })).rejects.toMatchObject({ variable: 'SMTP_URL' });
  await expect(open({ MAIL_FROM: 'portal@vendor.example, spy@example.ru' })).rejects.toMatchObject({ variable: 'MAIL_FROM' });
  await expect(open({ MAIL_BOUNCES_TO: 'nobody' })).rejects.toMatchObject({ variable: 'MAIL_BOUNCES_TO' });
});
