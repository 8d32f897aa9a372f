import { problem } from '@kabinet/problem';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bearer, sendJson, startEdge, type Edge } from './edge.ts';

const id = '018f0000-0000-7000-8000-00000000000a';
let edge: Edge;
let token: string;

beforeAll(async () => {
  edge = await startEdge();
  token = await edge.token();
});
afterAll(() => edge.gateway.close());
beforeEach(() => {
  edge.calls.length = 0;
  edge.answer = () => ({ body: { id, title: 'A note' } });
});

describe('routing by contract', () => {
  it('passes everything of a request on as one call', async () => {
    const before = Date.now();
    await edge.get(
      `/api/v1/notes/${id}`,
      sendJson(
        'PATCH',
        token,
        { title: 'New' },
        { 'if-match': '"3"', 'idempotency-key': 'k1', 'user-agent': 'test', 'x-request-id': 'outer-request-1' },
      ),
    );
    const [call] = edge.calls;
    expect(call).toMatchObject({
      service: 'notes',
      operation: 'changeNote',
      principal: edge.auth.user,
      params: { id },
      body: { title: 'New' },
      ifMatch: '"3"',
      idempotencyKey: 'k1',
      userAgent: 'test',
      requestId: 'outer-request-1',
      ip: '127.0.0.1',
      locale: 'ru',
    });
    expect(call?.deadline).toBeGreaterThan(before + 9_000);
    expect(call?.deadline).toBeLessThanOrEqual(Date.now() + 10_000);
  });

  it('lets the client shorten the deadline, never lengthen it', async () => {
    await edge.get('/api/v1/notes', bearer(token, { 'kabinet-deadline-ms': '1500' }));
    await edge.get('/api/v1/notes', bearer(token, { 'kabinet-deadline-ms': '99999999' }));
    const [short, long] = edge.calls.map(({ deadline }) => deadline - Date.now());
    expect(short).toBeLessThanOrEqual(1_500);
    expect(long).toBeLessThanOrEqual(10_000);
  });

  it('answers version, location and status of the reply', async () => {
    edge.answer = () => ({ body: { id, title: 'x' }, version: 4, location: `/api/v1/notes/${id}` });
    const answer = await edge.get('/api/v1/notes', sendJson('POST', token, { title: 'x' }));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"4"');
    expect(answer.headers.get('location')).toBe(`/api/v1/notes/${id}`);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('sends an answer that is text already as it is', async () => {
    const text = '{"title" :  "kept", "id":1}';
    edge.answer = () => ({ body: undefined, status: 201, payload: text, headers: { etag: '"1"' } }) as never;
    const answer = await edge.get('/api/v1/notes', sendJson('POST', token, { title: 'x' }));
    expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([201, text, '"1"']);
  });

  it('answers 204 without a body', async () => {
    edge.answer = () => ({ body: undefined });
    const answer = await edge.get(`/api/v1/notes/${id}`, { method: 'DELETE', ...bearer(token) });
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([204, '', null]);
  });

  it('answers HEAD with the headers of GET alone', async () => {
    const answer = await edge.get(`/api/v1/notes/${id}`, { method: 'HEAD', ...bearer(token) });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('content-length')).toBe(String(JSON.stringify({ id, title: 'A note' }).length));
    expect(edge.calls[0]?.operation).toBe('getNote');
  });

  it('serves public operations at the root', async () => {
    edge.answer = () => ({ body: { text: 'Hello' } });
    const answer = await edge.get('/sign/abc');
    expect([answer.status, await answer.json()]).toEqual([200, { text: 'Hello' }]);
    expect(edge.calls[0]).toMatchObject({ operation: 'readSign', principal: { kind: 'anonymous' }, params: { token: 'abc' } });
  });

  it('does not serve what is for services only', async () => {
    const answer = await edge.get('/api/v1/internal/notes/count', bearer(token));
    expect([answer.status, edge.calls.length]).toEqual([404, 0]);
  });

  it.each(['/api/v1/nothing', '/', '/%zz', `/sign/${'x'.repeat(300)}`])('answers 404 to %s', async (path) => {
    const answer = await edge.get(path, bearer(token));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not_found']);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers 405 with the methods that there are', async () => {
    const answer = await edge.get('/api/v1/notes', sendJson('PUT', token, '{broken'));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    const other = await edge.get(`/api/v1/notes/${id}`, { method: 'OPTIONS' });
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD, PATCH, DELETE']);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('names the next page in Link', async () => {
    edge.answer = () => ({ body: { items: [], next_cursor: 'ne/xt' } });
    const first = await edge.get('/api/v1/notes', bearer(token));
    expect(first.headers.get('link')).toBe('</api/v1/notes?cursor=ne%2Fxt>; rel="next"');
    const second = await edge.get('/api/v1/notes?cursor=old&limit=5&q=%3Ca%3E', bearer(token));
    expect(second.headers.get('link')).toBe('</api/v1/notes?cursor=ne%2Fxt&limit=5&q=%3Ca%3E>; rel="next"');
    edge.answer = () => ({ body: { items: [], next_cursor: null } });
    expect((await edge.get('/api/v1/notes?cursor=old', bearer(token))).headers.get('link')).toBeNull();
  });

  it('replies to a call whose answer comes after its deadline with 504, once', async () => {
    let release = (): void => undefined;
    edge.answer = () => new Promise((resolve) => (release = () => resolve({ body: { items: [], next_cursor: null } })));
    const answer = await edge.get('/api/v1/notes', bearer(token, { 'kabinet-deadline-ms': '10' }));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([504, 'deadline_exceeded']);
    release();
    edge.answer = () => ({ body: { items: [], next_cursor: null } });
    expect((await edge.get('/api/v1/notes', bearer(token))).status).toBe(200);
  });
});

describe('a call', () => {
  it.each([
    ['application/json', {}, 10],
    ['application/pdf', {}, 30],
    ['application/pdf', { 'kabinet-deadline-ms': '5000' }, 5],
  ])('of what answers %s with %j has %i seconds', async (accept, headers, seconds) => {
    const before = Date.now();
    await edge.get(`/api/v1/notes/${id}`, bearer(token, { accept, ...headers }));
    const left = (edge.calls.at(-1)?.deadline ?? 0) - seconds * 1_000;
    expect(left).toBeGreaterThanOrEqual(before);
    expect(left).toBeLessThanOrEqual(Date.now());
  });
});

describe('a dry run', () => {
  it.each([
    ['', 'createNote'],
    ['?dry_run=false', 'createNote'],
    ['?dry_run=yes', 'createNote'],
    ['?dry_run=true', 'tryNote'],
  ])('is what %s asks for, else it is done in earnest: %s', async (query, operation) => {
    edge.answer = () => ({ body: operation === 'tryNote' ? { fits: true } : { id, title: 'x' } });
    const answer = await edge.get(`/api/v1/notes${query}`, sendJson('POST', token, { title: 'x' }));
    expect([answer.status, edge.calls[0]?.operation]).toEqual([operation === 'tryNote' ? 200 : 201, operation]);
  });
});

describe('forms of one path', () => {
  const bytes = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0xff]);
  async function chosen(query: string, accept?: string): Promise<string | undefined> {
    edge.answer = ({ operation }) => ({ body: operation === 'printNote' ? bytes : { id, title: 'x' } });
    await edge.get(`/api/v1/notes/${id}${query}`, bearer(token, accept === undefined ? {} : { accept }));
    return edge.calls[0]?.operation;
  }

  it.each([
    ['', undefined, 'getNote'],
    ['', '*/*', 'getNote'],
    ['', 'application/pdf', 'printNote'],
    ['', 'application/pdf;q=0.5, application/json;q=0.6', 'getNote'],
    ['', 'application/json;q=0.5, application/pdf;q=0.6', 'printNote'],
    ['', 'application/pdf, */*', 'printNote'],
    ['', 'application/pdf;q=0, */*', 'getNote'],
    ['', 'text/html, application/xhtml+xml, */*;q=0.8', 'getNote'],
    ['', 'application/json, application/pdf', 'getNote'],
    ['', 'text/html', 'getNote'],
    ['?format=pdf', 'application/json', 'printNote'],
    ['?format=json', 'application/pdf', 'getNote'],
  ])('%s with Accept %s is %s', async (query, accept, operation) => {
    expect(await chosen(query, accept)).toBe(operation);
    expect(edge.calls[0]?.query).toEqual({});
  });

  it('answers bytes as they are, with their type, and varies by Accept', async () => {
    edge.answer = () => ({ body: bytes, headers: { 'content-disposition': 'inline; filename="note.pdf"' } });
    const answer = await edge.get(`/api/v1/notes/${id}?format=pdf`, bearer(token));
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe('inline; filename="note.pdf"');
    expect(answer.headers.get('vary')).toContain('Accept');
  });

  it.each(['?format=docx', '?format=', '?format=pdf&format=pdf'])('refuses %s', async (query) => {
    const answer = await edge.get(`/api/v1/notes/${id}${query}`, bearer(token, { 'accept-language': 'en' }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid_query',
      errors: [{ pointer: '?format', code: 'not_allowed', detail: 'Allowed values: json, pdf' }],
    });
  });

  it('says who may not ask before it says that the format is wrong', async () => {
    expect((await edge.get(`/api/v1/notes/${id}?format=docx`)).status).toBe(401);
  });

  it('leaves `format` to the service where a path has one form only', async () => {
    await edge.get('/api/v1/notes?format=pdf', bearer(token));
    expect(edge.calls[0]?.query).toEqual({ format: 'pdf' });
  });
});

describe('problems', () => {
  it.each([
    ['ru', 'Заметка не найдена'],
    ['en-GB,en;q=0.9', 'Note not found'],
    ['de, en;q=0.3, ru;q=0.2', 'Note not found'],
    ['de', 'Заметка не найдена'],
  ])('are answered in the language of Accept-Language %s', async (language, title) => {
    edge.answer = () => {
      throw problem('note_not_found');
    };
    const answer = await edge.get(`/api/v1/notes/${id}`, bearer(token, { 'accept-language': language }));
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('content-language')).toBe(title.startsWith('Note') ? 'en' : 'ru');
    const requestId = answer.headers.get('x-request-id');
    expect(await answer.json()).toEqual({
      type: 'urn:kabinet:problem:note_not_found',
      title,
      status: 404,
      detail: title,
      code: 'note_not_found',
      request_id: requestId,
    });
  });

  it('fall back to the language that the user chose', async () => {
    edge.auth.locale = 'en';
    await edge.publish({ source: 'auth', type: 'user.changed', subject: edge.auth.userId, data: {} });
    const answer = await edge.get(`/api/v1/notes/${id}`, bearer(token));
    expect(answer.headers.get('content-language')).toBe('en');
    edge.auth.locale = 'ru';
    await edge.publish({ source: 'auth', type: 'user.changed', subject: edge.auth.userId, data: {} });
  });

  it('carry the faults of fields, with the texts of the contract', async () => {
    edge.answer = () => {
      throw problem('invalid_body', { errors: [{ pointer: '/title', code: 'rude_title', params: { word: 'blast' } }] });
    };
    const answer = await edge.get('/api/v1/notes', sendJson('POST', token, { title: 'blast' }, { 'accept-language': 'en' }));
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/title', code: 'rude_title', detail: 'A rude title: blast' }] });
  });

  it('carry the headers that the refusal names', async () => {
    edge.answer = () => {
      throw problem('unavailable', { headers: { 'retry-after': '7' } });
    };
    const answer = await edge.get('/api/v1/notes', bearer(token));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7']);
  });

  it('say when to come again, also when who refused did not', async () => {
    edge.answer = () => {
      throw problem('unavailable');
    };
    const answer = await edge.get('/api/v1/notes', bearer(token));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  });

  it('hide failures, and log them with the request id', async () => {
    edge.answer = () => {
      throw new Error('password of the database is hunter2');
    };
    const answer = await edge.get('/api/v1/notes', bearer(token));
    const body = await answer.text();
    expect([answer.status, body.includes('hunter2')]).toEqual([500, false]);
    const line = edge.log.find((entry) => entry.includes('hunter2'));
    expect(line).toContain(answer.headers.get('x-request-id'));
  });

  it('treat a code that no catalogue knows as a failure of ours', async () => {
    edge.answer = () => {
      throw problem('never_declared');
    };
    const answer = await edge.get('/api/v1/notes', bearer(token));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([500, 'internal_error']);
    expect(edge.log.some((line) => line.includes('never_declared'))).toBe(true);
  });
});
