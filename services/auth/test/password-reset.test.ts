import { anonymous } from '@kabinet/contract/principal';
import { serviceNamed, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, createPerson, logIn, newEmail, pass, refusal, resolve, type Person } from './people.ts';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') })));
afterAll(() => portal.stop());

const PASSWORD = 'the password that follows';

/** Asks, lets the job run, and answers the links that mails would carry. */
async function request(person: Pick<Person, 'email'>): Promise<string[]> {
  await authClient(portal).requestPasswordReset({ body: { email: person.email } });
  await portal.settle();
  const events = await portal.database.sql<{ id: string }>(
    `select r.id from auth.password_reset r join auth.app_user u on u.id = r.user_id where u.email = $1 and r.closed_at is null order by r.id`,
    [person.email],
  );
  const notifications = authClient(portal, serviceNamed('notifications'));
  return Promise.all(
    events.map(async ({ id }) => (await notifications.getMailRecipient({ body: { kind: 'password_reset', id } })).link_token),
  );
}

function confirm(token: string, password = PASSWORD) {
  return authClient(portal).confirmPasswordReset({ body: { token, password } });
}

describe('a password reset', () => {
  test('sets the password once, and ends all sessions', async () => {
    const person = await createPerson(portal);
    const { sessionId } = await logIn(portal, person);
    const [token = ''] = await request(person);
    await confirm(token);
    expect(await resolve(portal, person.id, sessionId)).toBeNull();
    expect(await refusal(logIn(portal, person))).toBe('invalid_credentials');
    expect(await refusal(logIn(portal, { ...person, password: PASSWORD }))).toBe('ok');
    expect(await refusal(confirm(token))).toBe('invalid_link');
  });

  test('answers the same for an unknown address, and does the same work before it answers', async () => {
    const person = await createPerson(portal);
    const ask = (email: string) => authClient(portal).requestPasswordReset({ body: { email } });
    expect(await ask(person.email)).toEqual(await ask(newEmail()));
    const before = await portal.database.sql('select id from auth.password_reset where user_id = $1', [person.id]);
    expect(before).toEqual([]);
    await portal.settle();
    expect(await portal.database.sql('select id from auth.password_reset where user_id = $1', [person.id])).toHaveLength(1);
  });

  test('makes every other link useless', async () => {
    const person = await createPerson(portal);
    await request(person);
    const tokens = await request(person);
    expect(tokens).toHaveLength(2);
    await confirm(tokens[0] ?? '');
    expect(await refusal(confirm(tokens[1] ?? ''))).toBe('invalid_link');
  });

  test('twice at once succeeds once', async () => {
    const [token = ''] = await request(await createPerson(portal));
    const answers = await Promise.all([refusal(confirm(token)), refusal(confirm(token))]);
    expect(answers.toSorted()).toEqual(['invalid_link', 'ok']);
  });

  test('expires after an hour', async () => {
    const [token = ''] = await request(await createPerson(portal));
    pass(portal, 3_600);
    expect(await refusal(confirm(token))).toBe('invalid_link');
  });

  test('keeps to the password rules and leaves the link usable', async () => {
    const person = await createPerson(portal);
    const [token = ''] = await request(person);
    await expect(confirm(token, person.email)).rejects.toMatchObject({ errors: [{ code: 'password_is_email' }] });
    expect(await refusal(confirm(token))).toBe('ok');
  });

  test('does not fill a mailbox', async () => {
    const person = await createPerson(portal);
    let links: string[] = [];
    for (let turn = 0; turn < 6; turn++) links = await request(person);
    expect(links).toHaveLength(3);
  });

  test('lets the person in whose account is being guessed at', async () => {
    const person = await createPerson(portal);
    const guess = (password: string) =>
      refusal(authClient(portal, anonymous, { ip: '192.0.2.1' }).createJwt({ body: { email: person.email, password } }));
    for (let turn = 0; turn < 5; turn++) await guess('wrong');
    expect(await guess(person.password)).toBe('rate_limited 1');
    const [token = ''] = await request(person);
    await authClient(portal, anonymous, { ip: '192.0.2.1' }).confirmPasswordReset({ body: { token, password: PASSWORD } });
    expect(await guess(PASSWORD)).toBe('ok');
  });
});
