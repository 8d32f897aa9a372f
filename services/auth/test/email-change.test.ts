import { serviceNamed, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authClient, createPerson, eventsAbout, logIn, newEmail, pass, refusal, type Person } from './people.ts';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') })));
afterAll(() => portal.stop());

function recipient(id: string, kind: 'email_change' | 'email_change_notice') {
  return authClient(portal, serviceNamed('notifications')).getMailRecipient({ body: { kind, id } });
}

async function change(person: Person, email: string): Promise<string> {
  const { principal } = await logIn(portal, person);
  await authClient(portal, principal).requestEmailChange({ body: { password: person.password, email } });
  const rows = await portal.database.sql<{ id: string }>('select id from auth.email_change where user_id = $1 order by id desc', [
    person.id,
  ]);
  return rows[0]?.id ?? '';
}

function confirm(token: string): Promise<string> {
  return refusal(authClient(portal).confirmEmailChange({ body: { token } }));
}

test('an address changes when the link sent to the new one is opened; the old one is told before', async () => {
  const person = await createPerson(portal);
  const email = newEmail();
  const id = await change(person, email.toUpperCase());
  await portal.settle();
  const mails = await portal.database.sql<{ kind: string; status: string }>(
    'select kind, status from notifications.mail where reference_id = $1 order by kind',
    [id],
  );
  expect(mails).toEqual([
    { kind: 'email_change', status: 'kept' },
    { kind: 'email_change_notice', status: 'kept' },
  ]);
  expect(await recipient(id, 'email_change_notice')).toMatchObject({ email: person.email, link_token: '' });
  const { link_token: token, email: to } = await recipient(id, 'email_change');
  expect(to).toBe(email);
  expect(await refusal(logIn(portal, { ...person, email }))).toBe('invalid_credentials');
  expect(await confirm(token)).toBe('ok');
  expect(await confirm(token), 'a second time').toBe('invalid_link');
  expect(await refusal(logIn(portal, person))).toBe('invalid_credentials');
  expect(await refusal(logIn(portal, { ...person, email }))).toBe('ok');
  expect(await eventsAbout(portal, person.id)).toContain('user.email_changed');
});

test('the password is asked for', async () => {
  const person = await createPerson(portal);
  const { principal } = await logIn(portal, person);
  await expect(authClient(portal, principal).requestEmailChange({ body: { password: 'wrong', email: newEmail() } })).rejects.toMatchObject({
    code: 'invalid_body',
    errors: [{ pointer: '/password', code: 'wrong_password' }],
  });
});

test('an address that somebody has is answered alike, and gets no link', async () => {
  const [person, other] = [await createPerson(portal), await createPerson(portal)];
  const id = await change(person, other.email);
  expect(await refusal(recipient(id, 'email_change'))).toBe('mail_recipient_not_found');
  expect(await recipient(id, 'email_change_notice')).toMatchObject({ email: person.email });
});

test('of two who are about to take one address the first gets it', async () => {
  const [one, other] = [await createPerson(portal), await createPerson(portal)];
  const email = newEmail();
  const links = [await recipient(await change(one, email), 'email_change'), await recipient(await change(other, email), 'email_change')];
  const answers = [];
  for (const { link_token } of links) answers.push(await confirm(link_token));
  expect(answers).toEqual(['ok', 'invalid_link']);
});

test('of two who confirm one address in the same instant one gets it, and the other is told as whoever comes late', async () => {
  const people = [await createPerson(portal), await createPerson(portal)];
  const email = newEmail();
  const links = [];
  for (const person of people) links.push((await recipient(await change(person, email), 'email_change')).link_token);
  const held = holdUntilBothWait(people.map(({ id }) => id));
  const answers = await Promise.all(links.map(confirm));
  await held;
  expect(answers.toSorted()).toEqual(['invalid_link', 'ok']);
});

/** Locks these accounts until two transactions wait for them, which so go on together. */
async function holdUntilBothWait(ids: readonly string[]): Promise<void> {
  await portal.database.sql(`do $$ begin
    perform 1 from auth.app_user where id in (${ids.map((id) => `'${id}'`).join()}) for update;
    while (select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') < 2 loop
      perform pg_sleep(0.01), pg_stat_clear_snapshot();
    end loop;
  end $$`);
}

test('a newer change, another password and a day make the link void', async () => {
  const person = await createPerson(portal);
  const first = await recipient(await change(person, newEmail()), 'email_change');
  const second = await recipient(await change(person, newEmail()), 'email_change');
  expect(await confirm(first.link_token)).toBe('invalid_link');
  const password = 'another passphrase of mine';
  const { principal } = await logIn(portal, person);
  await authClient(portal, principal).changePassword({ body: { current_password: person.password, password } });
  expect(await confirm(second.link_token)).toBe('invalid_link');
  const third = await recipient(await change({ ...person, password }, newEmail()), 'email_change');
  pass(portal, 86_400);
  expect(await confirm(third.link_token)).toBe('invalid_link');
});
