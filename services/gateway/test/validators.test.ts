import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bearer, sendJson, startEdge, type Edge } from './edge.ts';

const id = '018f0000-0000-7000-8000-00000000000a';
const note = `/api/v1/notes/${id}`;
let edge: Edge;
let token: string;

beforeAll(async () => {
  edge = await startEdge();
  token = await edge.token();
});
afterAll(() => edge.gateway.close());
beforeEach(() => {
  edge.calls.length = 0;
  edge.answer = () => ({ body: { id, title: 'A note' }, version: 4 });
});

async function read(ifNoneMatch?: string, init: RequestInit = {}) {
  const answer = await edge.get(note, { ...init, ...bearer(token, ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }) });
  return { status: answer.status, text: await answer.text(), headers: answer.headers, etag: answer.headers.get('etag') ?? '' };
}

describe('what a reader has already', () => {
  it('is answered 304 without a body, with its ETag and what it varies by', async () => {
    const first = await read();
    expect([first.status, first.etag]).toEqual([200, expect.stringMatching(/^"4-[\w-]{11}"$/)]);
    for (const tags of [first.etag, `W/${first.etag}`, `"other", ${first.etag}`, '*']) {
      const again = await read(tags);
      expect([again.status, again.text, again.etag], tags).toEqual([304, '', first.etag]);
      expect(again.headers.get('vary')).toBe(first.headers.get('vary'));
      expect([again.headers.get('content-type'), again.headers.get('cache-control')]).toEqual([null, 'no-store']);
    }
    expect((await read(first.etag, { method: 'HEAD' })).status).toBe(304);
  });

  it('is told apart from what differs under the same version: a status follows from the date', async () => {
    const { etag } = await read();
    edge.answer = () => ({ body: { id, title: 'The same note, expired' }, version: 4 });
    const later = await read(etag);
    expect([later.status, later.text]).toEqual([200, expect.stringContaining('expired')]);
    expect(later.etag).not.toBe(etag);
  });

  it('may be a file with an ETag of its own', async () => {
    edge.answer = () => ({ body: new Uint8Array([1, 2]), headers: { etag: '"file"', 'content-disposition': 'attachment' } });
    expect(await read()).toMatchObject({ status: 200, etag: '"file"' });
    expect(await read('"file"')).toMatchObject({ status: 304, text: '', etag: '"file"' });
  });

  it.each(['"4"', '"3"', '4', ''])('is not what %j names', async (tag) => {
    expect((await read(tag)).status).toBe(200);
  });

  it('is never what a change answers, nor what has no ETag', async () => {
    expect((await edge.get('/api/v1/notes', sendJson('POST', token, { title: 'x' }, { 'if-none-match': '*' }))).status).toBe(201);
    edge.answer = () => ({ body: { id, title: 'x' } });
    expect((await read('*')).status).toBe(200);
  });
});

it('a change is guarded by the version in the ETag that was read', async () => {
  const { etag } = await read();
  for (const tag of [etag, '"4"']) await edge.get(note, sendJson('PATCH', token, { title: 'New' }, { 'if-match': tag }));
  expect(edge.calls.slice(1).map(({ ifMatch }) => ifMatch)).toEqual(['"4"', '"4"']);
});
