import type { CallOrigin } from '@kabinet/contract/client';
import { anonymous } from '@kabinet/contract/principal';
import { notificationsContract } from '@kabinet/contracts/notifications';
import type { ProblemError } from '@kabinet/problem';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authClient, createPerson, eventsAbout, logIn, pass, refusal, resolve, runJob, type LoggedIn, type Person } from './people.ts';

/** A person whose app is set up, and what it shows now. */
interface Protected {
  readonly person: Person;
  readonly login: LoggedIn;
  readonly codes: string[];
  readonly shown: () => string;
}

const STEP_S = 30;
let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') })));
// Every test begins in a time step of its own, so that no code was shown before.
beforeEach(() => void pass(portal, 10 * STEP_S));
afterAll(() => portal.stop());

function showing(secret: string): () => string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return () => totp.generate({ timestamp: portal.clock.now().getTime() });
}

async function protect(person?: Person): Promise<Protected> {
  const protectedPerson = person ?? (await createPerson(portal));
  const login = await logIn(portal, protectedPerson);
  const client = authClient(portal, login.principal);
  const { secret } = await client.beginSecondFactor({ body: { password: protectedPerson.password } });
  const shown = showing(secret);
  const { recovery_codes: codes } = await client.confirmSecondFactor({ body: { code: shown() } });
  pass(portal, STEP_S);
  return { person: protectedPerson, login, codes, shown };
}

/** The token that the password alone is answered. */
async function challengeOf({ email, password }: Person, origin: Partial<CallOrigin> = {}): Promise<string> {
  try {
    await authClient(portal, anonymous, origin).createJwt({ body: { email, password } });
  } catch (error) {
    const { code, extensions } = error as ProblemError;
    expect(code).toBe('second_factor_required');
    return extensions['mfa_token'] ?? '';
  }
  throw new Error('the password alone opened the account');
}

function confirm(mfaToken: string, code: string) {
  return authClient(portal).confirmJwt({ body: { mfa_token: mfaToken, code } });
}

async function enter(person: Person, code: string): Promise<string> {
  return refusal(confirm(await challengeOf(person), code));
}

describe('setting up', () => {
  test('asks for the password, shows the secret once and starts with a code of the app', async () => {
    const person = await createPerson(portal);
    const here = await logIn(portal, person);
    const there = await logIn(portal, person);
    const client = authClient(portal, here.principal);
    expect(await client.getSecondFactor({})).toEqual({ status: 'none', confirmed_at: null, recovery_codes_left: 0 });
    await expect(client.beginSecondFactor({ body: { password: 'wrong' } })).rejects.toMatchObject({
      code: 'invalid_body',
      errors: [{ pointer: '/password', code: 'wrong_password' }],
    });
    const setup = await client.beginSecondFactor({ body: { password: person.password } });
    expect(setup.otpauth_uri).toContain(`secret=${setup.secret}`);
    expect(decodeURIComponent(setup.otpauth_uri)).toContain(`ООО «Рога и копыта»:${person.email}`);
    expect(await client.getSecondFactor({})).toMatchObject({ status: 'pending' });
    expect(await refusal(logIn(portal, person)), 'of no effect yet').toBe('ok');
    await expect(client.confirmSecondFactor({ body: { code: '000000' } })).rejects.toMatchObject({
      errors: [{ pointer: '/code', code: 'wrong_code' }],
    });
    const { recovery_codes } = await client.confirmSecondFactor({ body: { code: showing(setup.secret)() } });
    expect(new Set(recovery_codes).size).toBe(10);
    expect(recovery_codes[0]).toMatch(/^[\da-z]{5}-[\da-z]{5}-[\da-z]{5}$/);
    expect(await client.getSecondFactor({})).toMatchObject({ status: 'active', recovery_codes_left: 10 });
    expect(await resolve(portal, person.id, here.sessionId)).not.toBeNull();
    expect(await resolve(portal, person.id, there.sessionId), 'opened without it').toBeNull();
    expect(await eventsAbout(portal, person.id)).toContain('user.second_factor_enabled');
  });

  test('begun again makes the earlier secret void, and is over once a factor is active', async () => {
    const person = await createPerson(portal);
    const client = authClient(portal, (await logIn(portal, person)).principal);
    expect(await refusal(client.confirmSecondFactor({ body: { code: '123456' } }))).toBe('second_factor_inactive');
    const first = await client.beginSecondFactor({ body: { password: person.password } });
    const second = await client.beginSecondFactor({ body: { password: person.password } });
    expect(await refusal(client.confirmSecondFactor({ body: { code: showing(first.secret)() } }))).toBe('invalid_body');
    await client.confirmSecondFactor({ body: { code: showing(second.secret)() } });
    expect(await refusal(client.beginSecondFactor({ body: { password: person.password } }))).toBe('second_factor_active');
    expect(await refusal(client.confirmSecondFactor({ body: { code: showing(second.secret)() } }))).toBe('second_factor_active');
  });

  test('leaves neither secret nor codes readable in the database, nor in events', async () => {
    const { person, codes } = await protect();
    const rows = await portal.database.sql<{ text: string }>(
      `select (select string_agg(f::text, ' ') from auth.second_factor f) || (select string_agg(c::text, ' ') from auth.recovery_code c)
        || (select string_agg(event::text, ' ') from auth.outbox) as text`,
    );
    for (const secret of [...codes, ...codes.map((code) => Buffer.from(code).toString('hex')), person.password]) {
      expect(rows[0]?.text).not.toContain(secret);
    }
  });
});

describe('logging in', () => {
  test('takes password and code, and answers tokens once', async () => {
    const { person, shown } = await protect();
    const token = await challengeOf(person);
    const pair = await confirm(token, shown());
    expect(pair.access_token).toBeTruthy();
    pass(portal, STEP_S);
    expect(await refusal(confirm(token, shown())), 'the token a second time').toBe('invalid_mfa_token');
  });

  test('a wrong password is answered as without a factor', async () => {
    const { person } = await protect();
    expect(await refusal(logIn(portal, { ...person, password: 'wrong' }))).toBe('invalid_credentials');
  });

  test('a code is taken once, whoever shows it', async () => {
    const { person, shown } = await protect();
    const code = shown();
    const answers = await Promise.all([enter(person, code), enter(person, code), enter(person, code)]);
    expect(answers.toSorted()).toEqual(['invalid_code', 'invalid_code', 'ok']);
    expect(await enter(person, code)).toBe('invalid_code');
    pass(portal, STEP_S);
    expect(await enter(person, code), 'within the window of the next step').toBe('invalid_code');
    expect(await enter(person, shown())).toBe('ok');
  });

  test('codes of the neighbouring steps are good, older and later ones are not', async () => {
    const { person, shown } = await protect();
    pass(portal, 4 * STEP_S);
    const code = shown();
    pass(portal, STEP_S);
    expect(await enter(person, code)).toBe('ok');
    const stale = shown();
    pass(portal, 2 * STEP_S);
    expect(await enter(person, stale)).toBe('invalid_code');
  });

  test('a recovery code is good once, however it is typed', async () => {
    const { person, login, codes } = await protect();
    const [first = '', second = ''] = codes;
    const answers = await Promise.all([enter(person, first), enter(person, first)]);
    expect(answers.toSorted()).toEqual(['invalid_code', 'ok']);
    expect(await enter(person, second.toUpperCase().replaceAll('-', ' '))).toBe('ok');
    expect(await enter(person, second)).toBe('invalid_code');
    expect(await authClient(portal, login.principal).getSecondFactor({})).toMatchObject({ recovery_codes_left: 8 });
    expect((await eventsAbout(portal, person.id)).filter((type) => type === 'user.recovery_code_used')).toHaveLength(2);
  });

  test('another’s codes are not one’s own', async () => {
    const [one, other] = [await protect(), await protect()];
    expect(await enter(one.person, other.codes[0] ?? '')).toBe('invalid_code');
    expect(await enter(one.person, one.codes[0] ?? '')).toBe('ok');
  });

  test('the token expires, and is nobody else’s kind', async () => {
    const { person, login, shown } = await protect();
    const token = await challengeOf(person);
    for (const other of [
      '',
      `${token}x`,
      token.replace('kbm_', 'kbr_'),
      login.pair.refresh_token ?? '',
      login.pair.access_token.slice(0, 100),
    ]) {
      expect(await refusal(confirm(other, shown()))).toMatch(/^invalid_(mfa_token|body)$/);
    }
    pass(portal, 10 * 60);
    expect(await refusal(confirm(token, shown()))).toBe('invalid_mfa_token');
  });

  test('another password, or a disabled account, ends what was begun', async () => {
    const { person, login, shown } = await protect();
    const token = await challengeOf(person);
    const password = 'another passphrase of mine';
    await authClient(portal, login.principal).changePassword({ body: { current_password: person.password, password } });
    expect(await refusal(confirm(token, shown()))).toBe('invalid_mfa_token');
    const again = await challengeOf({ ...person, password });
    await authClient(portal, staff('administrator')).changeUser({ params: { id: person.id }, body: { status: 'disabled' } });
    expect(await refusal(confirm(again, shown()))).toBe('invalid_mfa_token');
  });

  test('guesses have to wait, wherever they come from, and a right code clears them', async () => {
    const { person, shown } = await protect();
    const tokens = await Promise.all([0, 1, 2, 3, 4].map((turn) => challengeOf(person, { ip: `203.0.113.${turn}` })));
    for (const token of tokens) expect(await refusal(confirm(token, '000000'))).toBe('invalid_code');
    expect(await refusal(confirm(tokens[0] ?? '', shown()))).toBe('rate_limited 1');
    pass(portal, 1);
    expect(await refusal(confirm(tokens[0] ?? '', shown()))).toBe('ok');
    expect(await enter(person, '000000')).toBe('invalid_code');
  });
});

describe('giving it up', () => {
  test('takes password and code', async () => {
    const { person, login, shown } = await protect();
    const client = authClient(portal, login.principal);
    const { password } = person;
    expect(await refusal(client.disableSecondFactor({ body: { password: 'wrong', code: shown() } }))).toBe('invalid_body');
    expect(await refusal(client.disableSecondFactor({ body: { password, code: '000000' } }))).toBe('invalid_body');
    expect(await refusal(client.disableSecondFactor({ body: { password, code: shown() } }))).toBe('ok');
    expect(await refusal(logIn(portal, person))).toBe('ok');
    expect(await refusal(client.disableSecondFactor({ body: { password, code: shown() } }))).toBe('second_factor_inactive');
  });

  test('new recovery codes replace the old ones', async () => {
    const { person, login, codes } = await protect();
    const [first = '', second = ''] = codes;
    const client = authClient(portal, login.principal);
    const answer = await client.replaceRecoveryCodes({ body: { password: person.password, code: first } });
    expect(await enter(person, second)).toBe('invalid_code');
    expect(await enter(person, answer.recovery_codes[0] ?? '')).toBe('ok');
  });

  test('staff do it for a reason, and end the sessions', async () => {
    const { person, login } = await protect();
    const token = await challengeOf(person);
    const reset = (reason: string) =>
      refusal(authClient(portal, staff('administrator')).resetSecondFactor({ params: { id: person.id }, body: { reason } }));
    expect(await reset(' ')).toBe('invalid_body');
    expect(await reset('Lost the phone; identified by passport')).toBe('ok');
    expect(await reset('Again')).toBe('second_factor_inactive');
    expect(await resolve(portal, person.id, login.sessionId)).toBeNull();
    expect(await refusal(confirm(token, '000000'))).toBe('invalid_mfa_token');
    expect(await refusal(logIn(portal, person))).toBe('ok');
    const [event] = await portal.database.sql<{ data: unknown }>(
      `select event->'data' as data from auth.outbox where event->>'type' = 'user.second_factor_disabled' and event->>'subject' = $1`,
      [person.id],
    );
    expect(event?.data).toEqual({ user_id: person.id, by: 'reset', reason: 'Lost the phone; identified by passport' });
  });

  test('is mailed to the person, as its beginning and new codes are', async () => {
    const { person, login, codes, shown } = await protect();
    const client = authClient(portal, login.principal);
    const { password } = person;
    await client.replaceRecoveryCodes({ body: { password, code: codes[0] ?? '' } });
    await client.disableSecondFactor({ body: { password, code: shown() } });
    await portal.settle();
    const mails = await portal.database.sql<{ id: string; kind: string }>(
      `select id, kind from notifications.mail where reader_id = $1 and status = 'kept' order by kind`,
      [person.id],
    );
    expect(mails.map(({ kind }) => kind)).toEqual(['recovery_codes_replaced', 'second_factor_disabled', 'second_factor_enabled']);
    const mailer = portal.client(notificationsContract, staff('administrator'));
    const content = await mailer.getMailContent({ params: { id: mails[1]?.id ?? '' } });
    expect(content).toMatchObject({ recipient: person.email, subject: 'Второй фактор отключён' });
    expect(content.text).toContain('/profile/security');
  });

  test('logins that were not completed are forgotten', async () => {
    await challengeOf((await protect()).person);
    pass(portal, 11 * 60);
    await runJob(portal, 'forget_what_is_over');
    expect(await portal.database.sql('select id from auth.login_challenge')).toEqual([]);
  });
});
