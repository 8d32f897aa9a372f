import { problem } from '@kabinet/problem';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loginRate } from '../src/edge/rate-limit.ts';
import { bearer, eventually, sendJson, startEdge, type Edge } from './edge.ts';
import { connectTo } from './raw.ts';

let edge: Edge;
afterEach(() => edge.gateway.close());

async function codeOf(answer: Response): Promise<[number, string]> {
  return [answer.status, ((await answer.json()) as { code: string }).code];
}

describe('a body', () => {
  beforeEach(async () => {
    edge = await startEdge();
    edge.answer = ({ body }) => {
      if (body === undefined) throw problem('invalid_body');
      return { body: {} };
    };
  });

  it.each(['{"title":"a","title":"b"}', '{"__proto__":1}', '{"title":', '\ufeff{}'])('that is %s is malformed', async (body) => {
    expect(await codeOf(await edge.get('/api/v1/notes', sendJson('POST', await edge.token(), body)))).toEqual([400, 'malformed_body']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense', 'application/jsonx'])(
    'of type %s is refused',
    async (type) => {
      const answer = await edge.get('/api/v1/notes', sendJson('POST', await edge.token(), '{}', { 'content-type': type }));
      expect(await codeOf(answer)).toEqual([415, 'unsupported_media_type']);
    },
  );

  it('may name its charset', async () => {
    const answer = await edge.get(
      '/api/v1/notes',
      sendJson('POST', await edge.token(), '{"title":"Ё"}', { 'content-type': 'application/json; charset=utf-8' }),
    );
    expect([answer.status, edge.calls[0]?.body]).toEqual([201, { title: 'Ё' }]);
  });

  it('is refused when it is compressed, in words that say so', async () => {
    const headers = { authorization: `Bearer ${await edge.token()}`, 'content-type': 'application/json', 'accept-language': 'en' };
    const body = gzipSync('{"title":"x"}');
    const answer = await edge.get('/api/v1/notes', { method: 'POST', headers: { ...headers, 'content-encoding': 'gzip' }, body });
    expect([answer.status, answer.headers.get('accept-encoding')]).toEqual([415, 'identity']);
    expect(await answer.json()).toMatchObject({
      code: 'unsupported_encoding',
      detail: 'Send the body as it is, without Content-Encoding.',
    });
    expect(edge.calls.map((call) => call.body)).toEqual([undefined]);
    const plain = { method: 'POST', headers: { ...headers, 'content-encoding': 'identity' }, body: '{"title":"x"}' };
    expect((await edge.get('/api/v1/notes', plain)).status).toBe(201);
  });

  it('over the limit of its operation is refused with the limit', async () => {
    const body = { title: 'x'.repeat(2_000) };
    const answer = await edge.get('/api/v1/notes', sendJson('POST', await edge.token(), body, { 'accept-language': 'en' }));
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'body_too_large', detail: 'The limit is 2000 bytes.' }]);
    expect(edge.calls).toEqual([]);
  });

  it('announced too large is refused before it comes, and one without length as soon as it is', async () => {
    const head = `POST /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await edge.token()}\r\ncontent-type: application/json\r\n`;
    const announced = await connectTo(edge);
    announced.socket.write(`${head}content-length: 50000000\r\n\r\n`);
    await announced.closed;
    expect(announced.received()).toMatch(/^HTTP\/1.1 413 /);
    const chunked = await connectTo(edge);
    chunked.socket.write(`${head}transfer-encoding: chunked\r\n\r\n800\r\n${'x'.repeat(0x800)}\r\n`);
    await chunked.closed;
    expect(chunked.received()).toMatch(/^HTTP\/1.1 413 /);
  });

  it('is refused where an operation has none', async () => {
    const token = await edge.token();
    const refused = await edge.get('/api/v1/notes/7', sendJson('DELETE', token, { force: true }));
    expect([refused.status, await refused.json()]).toMatchObject([422, { errors: [{ pointer: '/force', code: 'unknown_field' }] }]);
    edge.answer = () => ({ body: undefined });
    expect((await edge.get('/api/v1/notes/7', sendJson('DELETE', token, {}))).status).toBe(204);
  });

  it('and a query never bring a NUL to a service', async () => {
    const token = await edge.token();
    const inQuery = await edge.get('/api/v1/notes?q=a%00b', bearer(token));
    expect([inQuery.status, await inQuery.json()]).toMatchObject([400, { errors: [{ pointer: '?q' }] }]);
    expect(await codeOf(await edge.get('/api/v1/notes/a%00b', bearer(token)))).toEqual([404, 'not_found']);
    expect(edge.calls).toEqual([]);
  });
});

describe('rate limits', () => {
  afterEach(() => vi.useRealTimers());
  beforeEach(async () => {
    // With the clock standing still no bucket fills again, however slow the machine is.
    vi.useFakeTimers({ toFake: ['Date'] });
    edge = await startEdge({ rateLimits: 'on', trustedProxies: '127.0.0.1' });
    edge.answer = () => ({ body: { text: '', items: [], next_cursor: null } });
  });

  /** The statuses of requests sent at once on one connection. */
  async function pipeline(authorizations: readonly string[]): Promise<number[]> {
    const { socket, received } = await connectTo(edge);
    const statuses = (): number[] => [...received().matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    socket.write(authorizations.map((value) => `GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: ${value}\r\n\r\n`).join(''));
    await eventually(() => statuses().length === authorizations.length);
    socket.destroy();
    return statuses();
  }

  function from(address: string, headers: Record<string, string> = {}): RequestInit {
    return { headers: { 'x-forwarded-for': address, ...headers } };
  }

  it('stop one principal after its burst, and nobody else', async () => {
    const token = await edge.token();
    const statuses = await pipeline(Array.from({ length: 510 }, () => `Bearer ${token}`));
    expect(statuses).toEqual([...Array(500).fill(200), ...Array(10).fill(429)]);
    edge.auth.machines.set('kbt_other', { kind: 'machine', id: 'm', scopes: ['notes:read'], organization: null });
    expect((await edge.get('/api/v1/notes', bearer('kbt_other'))).status).toBe(200);
  });

  it('tell who is stopped when to come again', async () => {
    const door = async (): Promise<Response> => edge.get('/sign/x', from('192.0.2.1'));
    for (let turn = 0; turn < 30; turn += 1) expect((await door()).status).toBe(200);
    const answer = await door();
    expect([answer.headers.get('retry-after'), answer.headers.get('ratelimit-policy')]).toEqual(['1', '"public";q=30;w=6']);
    expect(answer.headers.get('ratelimit')).toMatch(/^"public";r=0;t=1$/);
    expect(((await answer.json()) as { code: string }).code).toBe('rate_limited');
    expect((await edge.get('/sign/x', from('192.0.2.2'))).status).toBe(200);
  });

  it('count failed logins only, by address', async () => {
    const knock = async (address: string): Promise<number> =>
      (await edge.get('/api/v1/door', sendJson('POST', undefined, { password: 'x' }, { 'x-forwarded-for': address }))).status;
    for (let turn = 0; turn < 2 * loginRate.burst; turn += 1) expect(await knock('192.0.2.1')).toBe(200);
    edge.answer = () => {
      throw problem('wrong_password');
    };
    for (let turn = 0; turn < loginRate.burst; turn += 1) expect(await knock('192.0.2.1')).toBe(401);
    expect([await knock('192.0.2.1'), await knock('192.0.2.2')]).toEqual([429, 401]);
  });

  it('make guessing tokens as dear as asking without one', async () => {
    const statuses = await pipeline(Array.from({ length: 510 }, (_, turn) => `Bearer kbt_guess${turn}`));
    expect(statuses).toEqual([...Array(500).fill(401), ...Array(10).fill(429)]);
    expect(edge.asked['resolveToken']).toBe(500);
  });
});

describe('slow and broken clients', () => {
  beforeEach(async () => {
    edge = await startEdge({ timeouts: { headers: 100, request: 200 } });
  });

  it('that do not finish their headers are told 408 and let go', async () => {
    const slow = await connectTo(edge);
    slow.socket.write('GET /livez HTTP/1.1\r\nhost: x\r\nx-slow: ');
    await slow.closed;
    expect(slow.received()).toMatch(/^HTTP\/1.1 408 /);
  });

  it('that do not finish their body are let go, and the service never hears of them', async () => {
    const slow = await connectTo(edge);
    slow.socket.write(
      `POST /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await edge.token()}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"title":`,
    );
    await slow.closed;
    expect(slow.received()).toMatch(/^HTTP\/1.1 408 /);
    expect(edge.calls).toEqual([]);
  });

  it('that go away before the answer are recorded as gone, and nothing else happens', async () => {
    let release = (): void => undefined;
    edge.answer = () => new Promise((resolve) => (release = () => resolve({ body: { items: [], next_cursor: null } })));
    const gone = await connectTo(edge);
    gone.socket.write(`GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await edge.token()}\r\n\r\n`);
    await eventually(() => edge.calls.length === 1);
    gone.socket.destroy();
    await eventually(() => edge.log.some((line) => line.includes('"status":499')));
    release();
    expect((await edge.get('/livez')).status).toBe(200);
    expect(edge.log.filter((line) => line.includes('error'))).toEqual([]);
  });
});

it('who speaks no HTTP is told 400, with headers too long 431', async () => {
  edge = await startEdge();
  const broken = await connectTo(edge);
  broken.socket.write('hello\r\n\r\n');
  await broken.closed;
  expect(broken.received()).toMatch(/^HTTP\/1.1 400 /);
  const long = await connectTo(edge);
  long.socket.write(`GET /livez HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(40_000)}\r\n\r\n`);
  await long.closed;
  expect(long.received()).toMatch(/^HTTP\/1.1 431 /);
});
