import { anonymous } from '@kabinet/contract/principal';
import { serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authClient, callAuth, createPerson, logIn, newEmail, pass, refusal, type Person } from './people.ts';

let portal: TestPortal;
let person: Person;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') });
  person = await createPerson(portal);
});
afterAll(() => portal.stop());

function attempt(email: string, password: string, ip: string | null = null): Promise<string> {
  return refusal(authClient(portal, anonymous, { ip }).createJwt({ body: { email, password } }));
}

describe('logging in', () => {
  test('answers an access token that the published key verifies', async () => {
    const { pair, sessionId } = await logIn(portal, person);
    const { keys } = await authClient(portal).getJwks({});
    const { payload, protectedHeader } = await jwtVerify(pair.access_token, createLocalJWKSet({ keys }), {
      issuer: 'http://localhost:8080',
      audience: 'kabinet-api',
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
      currentDate: portal.clock.now(),
    });
    expect(payload).toMatchObject({ sub: person.id, sid: sessionId, jti: expect.any(String) });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
    expect(pair).toMatchObject({ token_type: 'Bearer', expires_in: 600, refresh_token: expect.stringMatching(/^kbr_[\w-]{43}$/) });
    expect(JSON.stringify(payload)).not.toMatch(/role|permission|email/);
    expect(keys.map((key) => key.kid)).toContain(protectedHeader.kid);
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  test('takes the address in any case', async () => {
    expect(await attempt(` ${person.email.toUpperCase()} `, person.password)).toBe('ok');
  });

  test('refuses a wrong password, an unknown address and a disabled account alike', async () => {
    const disabled = await createPerson(portal);
    await authClient(portal, staff('administrator')).changeUser({ params: { id: disabled.id }, body: { status: 'disabled' } });
    expect(await attempt(person.email, 'wrong')).toBe('invalid_credentials');
    expect(await attempt(newEmail(), person.password)).toBe('invalid_credentials');
    expect(await attempt(disabled.email, disabled.password)).toBe('invalid_credentials');
    expect(await attempt("' or 1=1 --", 'x')).toBe('invalid_credentials');
  });

  test('keeps the refresh token out of the body when asked for a cookie', async () => {
    const reply = await callAuth(portal, 'createJwt', {
      query: { cookie: true },
      body: { email: person.email, password: person.password },
    });
    expect(reply.body).not.toHaveProperty('refresh_token');
    expect(reply.headers?.['set-cookie']).toMatch(
      /^kabinet_refresh=kbr_[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/api\/v1\/jwt; Max-Age=2592000$/,
    );
  });

  test('keeps only hashes of secrets', async () => {
    const { pair } = await logIn(portal, person);
    const [row] = await portal.database.sql<{ dump: string }>(
      `select (select string_agg(t::text, ' ') from auth.refresh_token t) || (select string_agg(u::text, ' ') from auth.app_user u)
        || (select string_agg(e.event::text, ' ') from auth.outbox e) as dump`,
    );
    expect(row?.dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(row?.dump).not.toContain(pair.refresh_token);
    expect(row?.dump).not.toContain(person.password);
  });
});

describe('guessing', () => {
  test('waits longer and longer, for known and unknown addresses exactly alike', async () => {
    const known = await createPerson(portal);
    const sequences = [];
    for (const email of [known.email, newEmail()]) {
      const answers: string[] = [];
      for (let turn = 0; turn < 6; turn++) answers.push(await attempt(email, 'wrong', '192.0.2.1'));
      pass(portal, 1);
      answers.push(await attempt(email, 'wrong', '192.0.2.1'), await attempt(email, 'wrong', '192.0.2.1'));
      sequences.push(answers);
    }
    expect(sequences[0]).toEqual([...Array(5).fill('invalid_credentials'), 'rate_limited 1', 'invalid_credentials', 'rate_limited 2']);
    expect(sequences[1]).toEqual(sequences[0]);
  });

  test('does not keep the right person out: elsewhere at once, here after the wait, then with a clean slate', async () => {
    const known = await createPerson(portal);
    for (let turn = 0; turn < 5; turn++) await attempt(known.email, 'wrong', '192.0.2.2');
    expect(await attempt(known.email, known.password, '192.0.2.2')).toBe('rate_limited 1');
    expect(await attempt(known.email, known.password, '192.0.2.3')).toBe('ok');
    pass(portal, 1);
    expect(await attempt(known.email, known.password, '192.0.2.2')).toBe('ok');
    expect(await attempt(known.email, 'wrong', '192.0.2.2')).toBe('invalid_credentials');
    expect(await attempt(known.email, known.password, '192.0.2.2')).toBe('ok');
  });

  test('from many places slows the account, for half a minute at most', async () => {
    const email = newEmail();
    let longest = 0;
    for (let turn = 0; turn < 24; turn++) {
      const answer = await attempt(email, 'wrong', `198.51.100.${turn}`);
      const wait = Number(/^rate_limited (\d+)$/.exec(answer)?.[1] ?? 0);
      longest = Math.max(longest, wait);
      pass(portal, wait);
    }
    expect(longest).toBeGreaterThan(1);
    expect(longest).toBeLessThanOrEqual(30);
  });

  test('many accounts from one place slows that place for seconds, until somebody there is right', async () => {
    const ip = '192.0.2.9';
    const known = await createPerson(portal);
    const now = pass(portal, 1);
    for (let turn = 0; turn < 2; turn++) await attempt(newEmail(), 'wrong', ip);
    // Nothing else was tried twice at this moment; hundreds of hashes would take as many seconds.
    const counted = await portal.database.sql(
      'update auth.attempt_counter set attempts = 299 where attempts = 2 and last_attempt_at = $1 returning bucket',
      [now.toISOString()],
    );
    expect(counted).toHaveLength(1);
    expect(await attempt(newEmail(), 'wrong', ip)).toBe('invalid_credentials');
    expect(await attempt(known.email, known.password, ip)).toBe('rate_limited 1');
    pass(portal, 1);
    expect(await attempt(known.email, known.password, ip)).toBe('ok');
    expect(await attempt(newEmail(), 'wrong', ip)).toBe('invalid_credentials');
  });

  test('one account from an office leaves its colleagues alone', async () => {
    const [guessed, colleague] = [await createPerson(portal), await createPerson(portal)];
    for (let turn = 0; turn < 5; turn++) await attempt(guessed.email, 'wrong', '192.0.2.8');
    expect(await attempt(guessed.email, 'wrong', '192.0.2.8')).toBe('rate_limited 1');
    expect(await attempt(colleague.email, colleague.password, '192.0.2.8')).toBe('ok');
  });

  test('all at once gets no further than one after the other', async () => {
    const email = newEmail();
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(email, 'wrong', '192.0.2.10')));
    expect(answers.filter((answer) => answer === 'invalid_credentials')).toHaveLength(5);
  });

  test('is counted without keeping what was typed', async () => {
    const typed = 'MyPassword-typed-into-the-wrong-field';
    await attempt(typed, 'x');
    const [row] = await portal.database.sql<{ found: boolean }>(
      `select string_agg(c::text, '') ilike $1 as found from auth.attempt_counter c`,
      [`%${typed}%`],
    );
    expect(row?.found).toBe(false);
  });
});

describe('who calls', () => {
  test('operations of services are hidden from people', async () => {
    const body = { user_id: person.id, session_id: person.id };
    expect(await refusal(authClient(portal, staff('administrator')).resolveSession({ body }))).toBe('not_found');
  });

  test('creating a user twice is refused', async () => {
    const body = { email: person.email.toUpperCase(), name: 'X', password: 'a long enough passphrase' };
    expect(await refusal(authClient(portal, serviceNamed('cli')).createUser({ body }))).toBe('user_exists');
  });

  test('a weak password is refused with a pointer', async () => {
    const create = (password: string) =>
      authClient(portal, serviceNamed('cli')).createUser({ body: { email: newEmail(), name: 'X', password } });
    await expect(create('short')).rejects.toMatchObject({ errors: [{ pointer: '/password', code: 'too_short' }] });
    await expect(create('qwertyuiop123')).rejects.toMatchObject({ errors: [{ pointer: '/password', code: 'common_password' }] });
  });
});
