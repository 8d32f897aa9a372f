import { problem } from '@kabinet/problem';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, exportSPKI } from 'jose';
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer, PUBLIC_URL, sendJson, startEdge, type Edge } from './edge.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  edge.answer = () => ({ body: { items: [], next_cursor: null } });
});
afterEach(() => edge.gateway.close());

async function status(authorization?: string): Promise<number> {
  return (await edge.get('/api/v1/notes', authorization === undefined ? {} : { headers: { authorization } })).status;
}

async function sessionEvent(type: string, subject: string, data: object): Promise<void> {
  await edge.publish({ source: 'auth', type, subject, data });
}

describe('an access token', () => {
  it('makes its user the principal', async () => {
    expect(await status(`Bearer ${await edge.token()}`)).toBe(200);
    expect(edge.calls[0]?.principal).toEqual(edge.auth.user);
  });

  it('is verified once, and its session asked for once, by many at the same time', async () => {
    const authorization = `Bearer ${await edge.token()}`;
    expect(await Promise.all(Array.from({ length: 20 }, () => status(authorization)))).toEqual(Array(20).fill(200));
    expect(edge.asked).toEqual({ getJwks: 1, resolveSession: 1 });
  });

  it.each([
    ['expired', { expires: Math.floor(Date.now() / 1000) - 1 }],
    ['for another audience', { claims: { aud: 'somebody-else' } }],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['of another type', { typ: 'JWT' }],
    ['not valid yet', { claims: { nbf: Math.floor(Date.now() / 1000) + 100 } }],
    ['without a session', { claims: { sid: undefined } }],
    ['with a session that is no text', { claims: { sid: 7 } }],
  ])('is refused when it is %s', async (_what, options) => {
    const answer = await edge.get('/api/v1/notes', bearer(await edge.token(options)));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="kabinet", error="invalid_token"');
    expect(((await answer.json()) as { code: string }).code).toBe('unauthorized');
    expect(edge.calls).toEqual([]);
  });

  it('is refused with any other algorithm, whatever key it was made with', async () => {
    const { publicKey } = edge.auth.keys.get('first')!;
    const pem = await exportSPKI(publicKey);
    const claims = { iss: PUBLIC_URL, aud: 'kabinet-api', sub: edge.auth.userId, sid: edge.auth.sessionId, exp: 4_000_000_000 };
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hmacInput = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'first' })}.${encode(claims)}`;
    const hmac = `${hmacInput}.${createHmac('sha256', pem).update(hmacInput).digest('base64url')}`;
    const none = new UnsecuredJWT(claims).encode();
    const noneWithKey = `${encode({ alg: 'none', typ: 'at+jwt', kid: 'first' })}.${encode(claims)}.`;
    const stranger = await generateKeyPair('EdDSA');
    const foreign = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'first' }).sign(stranger.privateKey);
    const ownKey = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', jwk: await exportJWK(stranger.publicKey) })
      .sign(stranger.privateKey);
    for (const token of [hmac, none, noneWithKey, foreign, ownKey]) expect(await status(`Bearer ${token}`)).toBe(401);
    const good = await edge.token();
    const changed = `${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`;
    expect([await status(`Bearer ${good}`), await status(`Bearer ${changed}`)]).toEqual([200, 401]);
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer kbt_', 'Bearer …', 'token'])(
    'is refused in the form %s',
    async (authorization) => {
      expect(await status(Buffer.from(authorization).toString('latin1'))).toBe(401);
    },
  );

  it('is accepted with a key that auth published later, and an unknown key id asks auth but once', async () => {
    expect(await status(`Bearer ${await edge.token()}`)).toBe(200);
    const strange = await generateKeyPair('EdDSA', { extractable: true });
    edge.auth.keys.set('strange', strange);
    const token = await edge.token({ kid: 'strange' });
    edge.auth.keys.delete('strange');
    // The keys were fetched a moment ago, so nobody can make us ask again and again.
    expect([await status(`Bearer ${token}`), await status(`Bearer ${token}`)]).toEqual([401, 401]);
    expect(edge.asked['getJwks']).toBe(1);
  });

  it('is refused once its session has ended, at once on the event', async () => {
    const authorization = `Bearer ${await edge.token()}`;
    expect(await status(authorization)).toBe(200);
    edge.auth.user = null;
    expect(await status(authorization)).toBe(200);
    await sessionEvent('session.ended', edge.auth.sessionId, { id: edge.auth.sessionId, user_id: edge.auth.userId, reason: 'logged_out' });
    expect(await status(authorization)).toBe(401);
  });

  it('is not refused because another session of the user has ended', async () => {
    const authorization = `Bearer ${await edge.token()}`;
    await status(authorization);
    await sessionEvent('session.ended', 'other', { id: 'other', user_id: edge.auth.userId, reason: 'logged_out' });
    await status(authorization);
    expect(edge.asked['resolveSession']).toBe(1);
  });

  it.each(['user.rights_changed', 'user.sessions_ended', 'user.changed'])('loses its rights at once on %s', async (type) => {
    const authorization = `Bearer ${await edge.token()}`;
    await status(authorization);
    edge.auth.user = { ...edge.auth.user!, memberships: [] };
    await sessionEvent(type, edge.auth.userId, { user_id: edge.auth.userId });
    await status(authorization);
    expect(edge.calls.map(({ principal }) => (principal.kind === 'user' ? principal.memberships.length : -1))).toEqual([1, 0]);
  });

  it('is answered 503 while auth cannot be asked, and accepted when it can again', async () => {
    const authorization = `Bearer ${await edge.token()}`;
    edge.auth.down = true;
    expect(await status(authorization)).toBe(503);
    edge.auth.down = false;
    expect(await status(authorization)).toBe(200);
  });
});

describe("a machine's token", () => {
  const machine = { kind: 'machine', id: 'm1', scopes: ['notes:read'], organization: null } as const;

  it('makes the machine the principal, asked for once in two seconds', async () => {
    edge.auth.machines.set('kbt_secret', machine);
    expect([await status('Bearer kbt_secret'), await status('bearer kbt_secret')]).toEqual([200, 200]);
    expect(edge.calls[0]?.principal).toEqual(machine);
    expect(edge.asked).toEqual({ resolveToken: 1 });
  });

  it('is refused when auth does not know it, and after its revocation', async () => {
    expect(await status('Bearer kbt_unknown')).toBe(401);
    edge.auth.machines.set('kbt_secret', machine);
    expect(await status('Bearer kbt_secret')).toBe(200);
    edge.auth.machines.clear();
    await sessionEvent('token.revoked', 'm1', { id: 'm1' });
    expect(await status('Bearer kbt_secret')).toBe(401);
  });
});

describe('who may not ask', () => {
  it('is told so before the body is read', async () => {
    const answer = await edge.get('/api/v1/notes', sendJson('POST', undefined, '{broken'));
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="kabinet"']);
    edge.auth.user = { ...edge.auth.user!, memberships: [] };
    expect((await edge.get('/api/v1/notes', sendJson('POST', await edge.token(), '{broken'))).status).toBe(403);
    expect(edge.calls).toEqual([]);
  });

  it('hears of the resource before it hears of a broken body', async () => {
    edge.answer = () => {
      throw problem('note_not_found');
    };
    const token = await edge.token();
    expect((await edge.get('/api/v1/notes/7', sendJson('PATCH', token, '{broken', { 'if-match': '"1"' }))).status).toBe(404);
    expect(edge.calls[0]?.body).toBeUndefined();
    edge.answer = () => {
      throw problem('invalid_body', { errors: [{ pointer: '', code: 'wrong_type' }] });
    };
    const answer = await edge.get('/api/v1/notes/7', sendJson('PATCH', token, '{broken', { 'if-match': '"1"' }));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'malformed_body']);
  });
});

describe('the refresh cookie', () => {
  const path = '/api/v1/jwt/refresh';
  const cookie = 'theme=dark; kabinet_refresh=r1';

  it('becomes the body, and the next one goes to the cookie again', async () => {
    const answer = await edge.get(path, { method: 'POST', headers: { cookie } });
    expect(edge.calls[0]).toMatchObject({ operation: 'refreshJwt', body: { refresh_token: 'r1' }, query: { cookie: 'true' } });
    expect(answer.headers.get('set-cookie')).toBe('kabinet_refresh=next; HttpOnly');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('gives way to a token in the body', async () => {
    await edge.get(path, sendJson('POST', undefined, { refresh_token: 'r2' }, { cookie }));
    expect(edge.calls[0]).toMatchObject({ body: { refresh_token: 'r2' }, query: {} });
  });

  it('is an empty body when there is none', async () => {
    await edge.get(path, { method: 'POST' });
    expect(edge.calls[0]).toMatchObject({ body: {}, query: {} });
  });

  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: PUBLIC_URL }, 403],
    [{ origin: PUBLIC_URL }, 200],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
  ])('of a request with %j is answered %i', async (headers, expected) => {
    const answer = await edge.get(path, { method: 'POST', headers: { cookie, ...headers } as Record<string, string> });
    expect([answer.status, edge.calls.length]).toEqual([expected, expected === 200 ? 1 : 0]);
  });
});
