import { afterEach, describe, expect, it } from 'vitest';
import { bearer, type Edge, eventually, installation, sendJson, startEdge } from './edge.ts';
import { connectTo } from './raw.ts';

let edge: Edge;
afterEach(() => edge.gateway.close());

describe('every answer', () => {
  it.each(['/api/v1/notes', '/nowhere', '/livez', '/api/openapi.json', '/api/docs', '/%zz'])(
    'of %s carries the security headers',
    async (path) => {
      edge = await startEdge();
      const { headers } = await edge.get(path);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    },
  );

  it('asks for no HTTPS where the portal has none', async () => {
    edge = await startEdge({ installation: { ...installation, publicUrl: 'http://localhost:8080' } });
    expect((await edge.get('/livez')).headers.get('strict-transport-security')).toBeNull();
  });

  it.each(['a b', 'x', 'x'.repeat(65), '"><script>'])('does not repeat the request id %s', async (given) => {
    edge = await startEdge();
    const answer = await edge.get('/livez', { headers: { 'x-request-id': given } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('is kept by nobody unless its service says so', async () => {
    edge = await startEdge();
    edge.answer = () => ({ body: { text: '' } });
    expect((await edge.get('/sign/a')).headers.get('cache-control')).toBe('no-store');
    edge.answer = () => ({ body: { text: '' }, headers: { 'cache-control': 'public, max-age=60' } });
    expect((await edge.get('/sign/a')).headers.get('cache-control')).toBe('public, max-age=60');
  });
});

describe("the client's address", () => {
  async function seen(trustedProxies: string, forwarded: string): Promise<string | null | undefined> {
    edge = await startEdge({ trustedProxies });
    await edge.get('/sign/a', { headers: { 'x-forwarded-for': forwarded } });
    return edge.calls[0]?.ip;
  }
  it.each([
    ['', '192.0.2.1', '127.0.0.1'],
    ['10.0.0.0/8', '192.0.2.1', '127.0.0.1'],
    ['127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['10.0.0.0/8, 127.0.0.0/8', '203.0.113.9, 192.0.2.1, 10.1.2.3', '192.0.2.1'],
    ['127.0.0.1', '203.0.113.9, not an address', null],
  ])('with trusted proxies "%s" and X-Forwarded-For %s is %s', async (proxies, forwarded, address) => {
    expect(await seen(proxies, forwarded)).toBe(address);
  });
});

describe('records', () => {
  it('say in one line what happened, and nothing that a person typed', async () => {
    edge = await startEdge();
    edge.answer = () => ({ body: { items: [], next_cursor: null } });
    const token = await edge.token();
    await edge.get('/api/v1/notes?q=secret-query', bearer(token, { 'x-request-id': 'request-one' }));
    await edge.get('/sign/secret-link');
    await edge.get('/secret-path?secret-query');
    await edge.get('/api/v1/notes', sendJson('POST', token, { title: 'secret-title' }));
    await eventually(() => edge.log.length === 4);
    const lines = edge.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({
      msg: 'request',
      request_id: 'request-one',
      method: 'GET',
      operation: 'listNotes',
      status: 200,
      principal: `user:${edge.auth.userId}`,
    });
    expect(lines[0]?.['duration_ms']).toBeTypeOf('number');
    expect(lines.map(({ operation, status, principal }) => [operation, status, principal])).toEqual([
      ['listNotes', 200, `user:${edge.auth.userId}`],
      ['readSign', 200, 'anonymous'],
      ['unknown', 404, 'anonymous'],
      ['createNote', 201, `user:${edge.auth.userId}`],
    ]);
    expect(edge.log.join()).not.toMatch(/secret|Bearer/);
  });

  it('count and time requests', async () => {
    edge = await startEdge();
    edge.answer = () => ({ body: { text: '' } });
    await edge.get('/sign/a');
    await edge.get('/api/v1/notes');
    await eventually(() => edge.log.length === 2);
    const text = await edge.metrics.metrics();
    expect(text).toContain('kabinet_http_requests_total{service="notes",operation="readSign",status="200"} 1');
    expect(text).toContain('status="401"} 1');
    expect(text).toContain('kabinet_http_request_seconds_count{service="notes",operation="readSign"} 1');
  });
});

describe('health', () => {
  it('tells a status and no details', async () => {
    let ready = false;
    edge = await startEdge({ health: { live: () => true, ready: async () => ({ ready, waiting: ['licenses'] }) } });
    const waiting = await edge.get('/readyz');
    expect([waiting.status, await waiting.json()]).toEqual([503, { status: 'waiting' }]);
    ready = true;
    const answer = await edge.get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
    expect((await edge.get('/livez')).status).toBe(200);
  });

  it('admits that the process is failing', async () => {
    edge = await startEdge({ health: { live: () => false, ready: async () => ({ ready: false, waiting: [] }) } });
    expect((await edge.get('/livez')).status).toBe(503);
  });
});

describe('closing', () => {
  it('answers what is under way, refuses what comes, and ends', async () => {
    edge = await startEdge();
    let release = (): void => undefined;
    edge.answer = () => new Promise((resolve) => (release = () => resolve({ body: { items: [], next_cursor: null } })));
    const token = await edge.token();
    const early = await connectTo(edge);
    const busy = await connectTo(edge);
    const request = `GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`;
    busy.socket.write(request);
    await eventually(() => edge.calls.length === 1);
    let ended = false;
    const closing = edge.gateway.close().then(() => (ended = true));
    await expect(fetch(`${edge.gateway.url}/livez`)).rejects.toThrow();
    early.socket.write(request);
    await early.closed;
    expect(early.received()).toMatch(/^HTTP\/1\.1 503 [^]*connection: close[^]*"code":"unavailable"/i);
    expect(ended).toBe(false);
    release();
    await closing;
    await busy.closed;
    expect(busy.received()).toMatch(/^HTTP\/1\.1 200 [^]*connection: close[^]*"items":\[\]/i);
    expect(edge.calls.length).toBe(1);
  });

  it('does not wait for connections that were opened and never used', async () => {
    edge = await startEdge({ timeouts: { drain: 60_000 } });
    const unused = await connectTo(edge);
    await edge.gateway.close();
    await expect(unused.closed).resolves.toBeUndefined();
  });

  it('waits for answers no longer than its bound', async () => {
    edge = await startEdge({ timeouts: { drain: 50 } });
    edge.answer = () => new Promise(() => undefined);
    const stuck = await connectTo(edge);
    stuck.socket.write(`GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await edge.token()}\r\n\r\n`);
    await eventually(() => edge.calls.length === 1);
    await edge.gateway.close();
    await stuck.closed;
    expect(stuck.received()).toBe('');
  });
});
