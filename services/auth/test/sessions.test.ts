import { anonymous } from '@kabinet/contract/principal';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  authClient,
  callAuth,
  createPerson,
  eventsAbout,
  logIn,
  pass,
  refusal,
  resolve,
  runJob,
  type LoggedIn,
  type Person,
} from './people.ts';

let portal: TestPortal;
let person: Person;
beforeAll(async () => {
  portal = await startPortal({ now: new Date('2026-11-23T09:00:00Z') });
  person = await createPerson(portal);
});
afterAll(() => portal.stop());

let login: LoggedIn;
beforeEach(async () => void (login = await logIn(portal, person)));

const DAY_S = 86_400;

function refresh(token: string | undefined) {
  return authClient(portal).refreshJwt({ body: token === undefined ? {} : { refresh_token: token } });
}

describe('refreshing', () => {
  test('answers a new pair and spends the old token', async () => {
    const next = await refresh(login.pair.refresh_token);
    expect(next.refresh_token).not.toBe(login.pair.refresh_token);
    pass(portal, 11);
    const after = await refresh(next.refresh_token);
    expect(after.refresh_token).not.toBe(next.refresh_token);
  });

  test('with a spent token is forgiven for ten seconds', async () => {
    const first = await refresh(login.pair.refresh_token);
    pass(portal, 10);
    const second = await refresh(login.pair.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await refusal(refresh(first.refresh_token))).toBe('ok');
  });

  test('with a spent token later ends the whole family, and says so', async () => {
    const next = await refresh(login.pair.refresh_token);
    pass(portal, 11);
    expect(await refusal(refresh(login.pair.refresh_token))).toBe('invalid_refresh_token');
    expect(await refusal(refresh(next.refresh_token))).toBe('invalid_refresh_token');
    expect(await resolve(portal, person.id, login.sessionId)).toBeNull();
    expect(await eventsAbout(portal, login.sessionId)).toEqual(['session.started', 'session.ended']);
  });

  test('twice at once gives both a pair of the one session', async () => {
    const pairs = await Promise.all([refresh(login.pair.refresh_token), refresh(login.pair.refresh_token)]);
    expect(new Set(pairs.map((pair) => pair.refresh_token)).size).toBe(2);
    const [row] = await portal.database.sql<{ spent: number; fresh: number }>(
      `select count(spent_at)::int as spent, count(*) filter (where spent_at is null)::int as fresh from auth.refresh_token where session_id = $1`,
      [login.sessionId],
    );
    expect(row).toEqual({ spent: 1, fresh: 2 });
  });

  test('is refused after 30 idle days, and after 90 days however busy', async () => {
    const idle = await logIn(portal, person);
    let { refresh_token: token } = login.pair;
    for (let turn = 0; turn < 3; turn++) {
      pass(portal, 29 * DAY_S);
      ({ refresh_token: token } = await refresh(token));
    }
    expect(await refusal(refresh(idle.pair.refresh_token))).toBe('invalid_refresh_token');
    pass(portal, 3 * DAY_S + 1);
    expect(await refusal(refresh(token))).toBe('invalid_refresh_token');
    expect(await resolve(portal, person.id, login.sessionId)).toBeNull();
  });

  test('is refused without a token, with nonsense and with an access token, all alike', async () => {
    for (const token of [undefined, 'x', `kbr_${'A'.repeat(43)}`, login.pair.access_token.slice(0, 100)]) {
      expect(await refusal(refresh(token))).toBe('invalid_refresh_token');
    }
  });

  test('from a cookie is answered by a cookie', async () => {
    const reply = await callAuth(portal, 'refreshJwt', { query: { cookie: true }, body: { refresh_token: login.pair.refresh_token } });
    expect(reply.body).not.toHaveProperty('refresh_token');
    expect(reply.headers?.['set-cookie']).toContain('kabinet_refresh=kbr_');
  });
});

describe('sessions', () => {
  test('are listed with where they are used', async () => {
    const other = await logIn(portal, person, { ip: '203.0.113.7', userAgent: 'A browser' });
    const { items } = await authClient(portal, login.principal).listSessions({});
    expect(items.find((item) => item.id === other.sessionId)).toMatchObject({ ip: '203.0.113.7', user_agent: 'A browser', current: false });
    expect(items.filter((item) => item.current).map((item) => item.id)).toEqual([login.sessionId]);
  });

  test('are searched by program and address', async () => {
    const searched = await createPerson(portal);
    const { sessionId: first, principal } = await logIn(portal, searched, { ip: '203.0.113.7', userAgent: 'Firefox' });
    const { sessionId: second } = await logIn(portal, searched, { ip: '198.51.100.1', userAgent: 'kabinet-cli' });
    const found = async (q: string) => (await authClient(portal, principal).listSessions({ query: { q } })).items.map(({ id }) => id);
    expect(await found('fire')).toEqual([first]);
    expect(await found('198.51')).toEqual([second]);
    expect(await found('Opera')).toEqual([]);
  });

  test('end one by one, and only by their own person', async () => {
    const other = await logIn(portal, person);
    const stranger = await logIn(portal, await createPerson(portal));
    const end = (by: LoggedIn) => refusal(authClient(portal, by.principal).endSession({ params: { id: other.sessionId } }));
    expect(await end(stranger)).toBe('session_not_found');
    expect(await resolve(portal, person.id, other.sessionId)).not.toBeNull();
    expect(await end(login)).toBe('ok');
    expect(await end(login)).toBe('session_not_found');
    expect(await resolve(portal, person.id, other.sessionId)).toBeNull();
    expect(await refusal(refresh(other.pair.refresh_token))).toBe('invalid_refresh_token');
  });

  test('are not resolved for another user', async () => {
    expect(await resolve(portal, (await createPerson(portal)).id, login.sessionId)).toBeNull();
  });

  test('logging out ends the present one and clears the cookie', async () => {
    const other = await logIn(portal, person);
    const reply = await callAuth(portal, 'deleteJwt', {}, login.principal);
    expect(reply.headers?.['set-cookie']).toContain('kabinet_refresh=; ');
    expect(await resolve(portal, person.id, login.sessionId)).toBeNull();
    expect(await resolve(portal, person.id, other.sessionId)).not.toBeNull();
  });

  test('all end at once', async () => {
    const other = await logIn(portal, person);
    await authClient(portal, login.principal).endSessions({});
    expect(await resolve(portal, person.id, login.sessionId)).toBeNull();
    expect(await resolve(portal, person.id, other.sessionId)).toBeNull();
    expect(await eventsAbout(portal, person.id)).toContain('user.sessions_ended');
  });

  test('all others end at once, and the cookie of this one stays', async () => {
    const other = await logIn(portal, person);
    const reply = await callAuth(portal, 'endSessions', { query: { keep_current: true } }, login.principal);
    expect(reply.headers?.['set-cookie']).toBeUndefined();
    expect(await resolve(portal, person.id, login.sessionId)).not.toBeNull();
    expect(await resolve(portal, person.id, other.sessionId)).toBeNull();
  });

  test('end when an administrator disables the user, who is nobody then', async () => {
    const victim = await createPerson(portal);
    const session = await logIn(portal, victim);
    const administrator = authClient(portal, staff('administrator'));
    await administrator.changeUser({ params: { id: victim.id }, body: { status: 'disabled' } });
    expect(await resolve(portal, victim.id, session.sessionId)).toBeNull();
    expect(await refusal(refresh(session.pair.refresh_token))).toBe('invalid_refresh_token');
    await administrator.changeUser({ params: { id: victim.id }, body: { status: 'active' } });
    expect(await resolve(portal, victim.id, session.sessionId)).toBeNull();
    expect(await refusal(logIn(portal, victim))).toBe('ok');
  });
});

describe('changing the password', () => {
  const password = 'another passphrase of mine';

  test('ends the other sessions and leaves this one', async () => {
    const changing = await createPerson(portal);
    const [here, there] = [await logIn(portal, changing), await logIn(portal, changing)];
    await authClient(portal, here.principal).changePassword({ body: { current_password: changing.password, password } });
    expect(await resolve(portal, changing.id, here.sessionId)).not.toBeNull();
    expect(await resolve(portal, changing.id, there.sessionId)).toBeNull();
    expect(await refusal(logIn(portal, changing))).toBe('invalid_credentials');
    expect(await refusal(logIn(portal, { ...changing, password }))).toBe('ok');
  });

  test('asks for the present one, and not for ever', async () => {
    const change = () => authClient(portal, login.principal).changePassword({ body: { current_password: 'wrong', password } });
    await expect(change()).rejects.toMatchObject({
      code: 'invalid_body',
      errors: [{ pointer: '/current_password', code: 'wrong_password' }],
    });
    for (let turn = 0; turn < 4; turn++) await refusal(change());
    expect(await refusal(change())).toBe('rate_limited 1');
    pass(portal, 1);
  });

  test('refuses the own address', async () => {
    const body = { current_password: person.password, password: person.email };
    await expect(authClient(portal, login.principal).changePassword({ body })).rejects.toMatchObject({
      errors: [{ code: 'password_is_email' }],
    });
  });
});

describe('a link to a download', () => {
  test('is for one path, for half a day, and no access token', async () => {
    const path = '/api/v1/artifacts/018f0000-0000-7000-8000-000000000001/content';
    const { url, expires_at } = await authClient(portal, login.principal).createDownloadLink({ body: { path } });
    const { pathname, searchParams } = new URL(url);
    const link = searchParams.get('link') ?? '';
    expect([pathname, Date.parse(expires_at) - portal.clock.now().getTime()]).toEqual([path, 43_200_000]);
    const said = { sub: person.id, sid: login.sessionId, aud: 'kabinet-download', path, exp: Date.parse(expires_at) / 1000 };
    expect([decodeProtectedHeader(link), decodeJwt(link)]).toMatchObject([{ typ: 'dl+jwt', alg: 'EdDSA' }, said]);
    for (const other of ['/api/v1/me', `https://evil.example${path}`, `${path}?x=1`]) {
      expect(await refusal(authClient(portal, login.principal).createDownloadLink({ body: { path: other } }))).toBe('invalid_body');
    }
  });
});

describe('housekeeping', () => {
  test('forgets sessions that ended long ago, not others', async () => {
    await authClient(portal, login.principal).deleteJwt({});
    pass(portal, 91 * DAY_S);
    const fresh = await logIn(portal, person);
    await runJob(portal, 'forget_what_is_over');
    const rows = await portal.database.sql<{ id: string }>('select id from auth.session where id = any($1)', [
      [login.sessionId, fresh.sessionId],
    ]);
    expect(rows).toEqual([{ id: fresh.sessionId }]);
  });

  test('nobody is signed in without a session', async () => {
    expect(await refusal(authClient(portal, anonymous).getMe({}))).toBe('unauthorized');
  });
});
