import { createClient } from '@kabinet/contract/client';
import { problem } from '@kabinet/problem';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Timeouts } from '../src/service.ts';
import { bearer, eventually, startEdge, type Edge } from './edge.ts';
import { pattern, patternAt } from './files/bytes.ts';
import { filesContract } from './files/contract.ts';
import { startFiles, type FilesService } from './files/service.ts';
import { connectTo } from './raw.ts';

const SIZE = 300_000;
const PATH = '/api/v1/files/a/content';

describe.each(['in one process', 'over HTTP'] as const)('bytes %s', (where) => {
  let edge: Edge;
  let files: FilesService;
  let token: string;

  async function open(timeouts: Partial<Timeouts> = {}): Promise<void> {
    files = await startFiles(where);
    edge = await startEdge({ timeouts }, { contracts: [filesContract], transports: { files: files.transport } });
    token = await edge.token();
  }

  beforeEach(() => open());
  afterEach(async () => {
    await edge.gateway.close();
    await files.close();
  });

  function get(headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    return edge.get(PATH, { ...bearer(token, headers), method });
  }

  async function bytesOf(answer: Response): Promise<Buffer> {
    return Buffer.from(await answer.arrayBuffer());
  }

  it('come whole, with their size and tag, uncompressed, under the security headers', async () => {
    files.state.files.set('a', pattern(SIZE));
    const answer = await get({ 'accept-encoding': 'gzip, br' });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-length': String(SIZE),
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="a"',
      'accept-ranges': 'bytes',
      etag: `"pattern-${SIZE}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
    expect((await bytesOf(answer)).equals(patternAt(0, SIZE))).toBe(true);
  });

  it('are not made for HEAD, nor for who has them already', async () => {
    const content = pattern(SIZE);
    files.state.files.set('a', content);
    const head = await get({ range: 'bytes=0-9' }, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.headers.get('etag')]).toEqual([200, String(SIZE), content.etag]);
    const known = await get({ 'if-none-match': `W/"other", ${content.etag}` });
    expect([known.status, known.headers.get('etag'), known.headers.get('content-length')]).toEqual([304, content.etag, null]);
    const changed = await get({ 'if-match': '"other"' });
    expect([changed.status, await changed.json()]).toMatchObject([412, { code: 'version_mismatch' }]);
    expect(content.opened).toBe(0);
  });

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=100000-', 100_000, SIZE - 100_000],
    ['bytes=-7', SIZE - 7, 7],
    ['bytes=299999-999999', 299_999, 1],
    ['Bytes=5-9', 5, 5],
  ])('come in part for %s', async (range, start, length) => {
    files.state.files.set('a', pattern(SIZE));
    const answer = await get({ range, 'if-range': `"pattern-${SIZE}"` });
    expect([answer.status, answer.headers.get('content-range'), answer.headers.get('content-length')]).toEqual([
      206,
      `bytes ${start}-${start + length - 1}/${SIZE}`,
      String(length),
    ]);
    expect((await bytesOf(answer)).equals(patternAt(start, length))).toBe(true);
  });

  it.each([
    ['bytes=9-3', {}],
    ['lines=1-2', {}],
    ['nonsense', {}],
    ['bytes=0-9', { 'if-range': '"another"' }],
    ['bytes=0-9', { 'if-range': 'Fri, 27 Nov 2026 04:00:00 GMT' }],
  ])('come whole for the range %s with %o', async (range, headers) => {
    files.state.files.set('a', pattern(SIZE));
    const answer = await get({ range, ...headers });
    expect([answer.status, (await bytesOf(answer)).length]).toEqual([200, SIZE]);
  });

  it.each(['bytes=300000-', 'bytes=-0', 'bytes=0-1,5-9'])('are refused for the range %s', async (range) => {
    const content = pattern(SIZE);
    files.state.files.set('a', content);
    const answer = await get({ range });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${SIZE}`]);
    expect([await answer.json(), content.opened]).toMatchObject([{ code: 'range_not_satisfiable' }, 0]);
  });

  it('are handed out elsewhere by a redirect; how many there are is told here', async () => {
    let made = 0;
    files.state.files.set('a', { size: 12, redirect: async () => `https://store.example/a?signature=${(made += 1)}` });
    const head = await edge.get(PATH, { ...bearer(token), method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges'), made]).toEqual([200, '12', 'bytes', 0]);
    const answer = await edge.get(PATH, { ...bearer(token), redirect: 'manual' });
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([302, 'https://store.example/a?signature=1', '']);
  });

  it('that may not be read or cannot be opened are refused like anything else', async () => {
    const content = { ...pattern(SIZE), open: () => Promise.reject(problem('file_locked')) };
    files.state.files.set('a', content);
    expect([(await edge.get(PATH)).status, (await edge.get('/api/v1/files/b/content', bearer(token))).status]).toEqual([401, 404]);
    const locked = await get();
    expect([locked.status, locked.headers.get('etag'), await locked.json()]).toMatchObject([409, null, { code: 'file_locked' }]);
    files.state.files.set('a', { ...content, open: () => Promise.reject(new Error('a secret of the disk')) });
    const broken = await get();
    expect([broken.status, await broken.text()]).toEqual([500, expect.not.stringContaining('secret')]);
  });

  it('come by a link to them and to nothing else, while its session goes on', async () => {
    files.state.files.set('a', pattern(SIZE)).set('b', pattern(SIZE));
    const link = await edge.token({ typ: 'dl+jwt', claims: { aud: 'kabinet-download', path: PATH } });
    const statusOf = async (path: string, init?: RequestInit): Promise<number> => (await edge.get(path, init)).status;
    const part = await edge.get(`${PATH}?link=${link}`, { headers: { range: 'bytes=5-9' } });
    expect([part.status, (await bytesOf(part)).equals(patternAt(5, 5))]).toEqual([206, true]);
    expect(await statusOf(`/api/v1/files/b/content?link=${link}`)).toBe(401);
    expect(await statusOf(`/api/v1/notes?link=${link}`)).toBe(401);
    // Neither is taken for the other, known or not.
    expect(await statusOf(PATH, bearer(link))).toBe(401);
    expect([await statusOf(PATH, bearer(token)), await statusOf(`${PATH}?link=${token}`)]).toEqual([200, 401]);
    edge.auth.user = null;
    const { sessionId: id, userId: user_id } = edge.auth;
    await edge.publish({ source: 'auth', type: 'session.ended', subject: id, data: { id, user_id, reason: 'logged_out' } });
    expect(await statusOf(`${PATH}?link=${link}`)).toBe(401);
  });

  it('of unknown size come without one', async () => {
    const { size: _size, etag: _etag, ...content } = pattern(SIZE);
    files.state.files.set('a', content);
    const answer = await get({ range: 'bytes=0-9' });
    expect([answer.status, answer.headers.get('content-length'), answer.headers.get('accept-ranges')]).toEqual([200, null, null]);
    expect((await bytesOf(answer)).length).toBe(SIZE);
  });

  it('that break off or end early break the connection, and nothing else', async () => {
    files.state.files.set(
      'a',
      pattern(SIZE, (made) => (made > 100_000 ? Promise.reject(new Error('the disk')) : undefined)),
    );
    await expect(bytesOf(await get())).rejects.toThrow();
    files.state.files.set('a', { ...pattern(100), size: 200 });
    await expect(bytesOf(await get())).rejects.toThrow();
    files.state.files.set('a', { ...pattern(200), size: 100 });
    const tooMuch = get().then((answer) => (answer.ok ? bytesOf(answer) : Promise.reject(new Error('refused'))));
    await expect(tooMuch).rejects.toThrow();
    expect((await edge.get('/livez')).status).toBe(200);
  });

  it('wait for a slow reader, and are given up when he leaves', async () => {
    const content = pattern(2 ** 30);
    files.state.files.set('a', content);
    const reader = (await get()).body?.getReader();
    await reader?.read();
    let before = -1;
    await eventually(async () => {
      const stands = before === content.made;
      before = content.made;
      await pause(100);
      return stands;
    });
    expect(content.made).toBeLessThan(30_000_000);
    await reader?.cancel();
    await eventually(() => content.closed === 1);
  });

  it('may take longer than an answer; a client that stands still is let go', async () => {
    await edge.gateway.close();
    await files.close();
    await open({ answer: 300, silence: 700 });
    files.state.files.set(
      'a',
      pattern(SIZE, () => pause(250)),
    );
    expect((await bytesOf(await get())).length).toBe(SIZE);
    const content = pattern(2 ** 30);
    files.state.files.set('a', content);
    const still = await connectTo(edge);
    still.socket.pause();
    still.socket.write(`GET ${PATH} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
    await eventually(() => content.closed === 1);
    still.socket.destroy();
  });

  it('under way are finished while the gateway closes with patience', async () => {
    files.state.files.set(
      'a',
      pattern(SIZE, () => pause(100)),
    );
    const answer = await get();
    const closing = edge.gateway.close(5_000);
    expect((await bytesOf(answer)).length).toBe(SIZE);
    await closing;
  });

  it('come as rows, and a caller by contract reads them as they are', async () => {
    const answer = await edge.get('/api/v1/rows?count=3', bearer(token));
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
      'application/x-ndjson',
      '{"n":0,"text":"строка 0"}\n{"n":1,"text":"строка 1"}\n{"n":2,"text":"строка 2"}\n',
    ]);
    const principal = { kind: 'service', id: 'tests' } as const;
    const origin = { principal, locale: 'en', requestId: 'r', deadline: Date.now() + 5_000, ip: null, userAgent: null } as const;
    const client = createClient(filesContract, files.transport)(origin);
    let sum = 0;
    for await (const { n } of await client.listRows({ query: { count: 30_000 } })) sum += n;
    expect(sum).toBe((30_000 * 29_999) / 2);
    files.state.files.set('a', pattern(SIZE));
    const bytes = await client.getFile({ params: { id: 'a' } }, { headers: { range: 'bytes=3-6' } });
    expect(Buffer.concat(await bytes.toArray())).toEqual(patternAt(3, 4));
  });
});
