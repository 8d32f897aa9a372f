import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startEdge, type Edge } from './edge.ts';
import { pattern, patternAt } from './files/bytes.ts';
import { filesContract } from './files/contract.ts';
import { startFiles, type FilesService } from './files/service.ts';
import { connectTo } from './raw.ts';

const PATH = '/api/v1/files/a/content';

describe.each(['in one process', 'over HTTP'] as const)('an upload %s', (where) => {
  let edge: Edge;
  let files: FilesService;
  let token: string;

  beforeEach(async () => {
    files = await startFiles(where);
    files.state.files.set('a', pattern(1));
    const timeouts = { answer: 500, request: 500, silence: 2_000 };
    edge = await startEdge({ timeouts }, { contracts: [filesContract], transports: { files: files.transport } });
    token = await edge.token();
  });
  afterEach(async () => {
    await edge.gateway.close();
    await files.close();
  });

  function put(body: RequestInit['body'], headers: Record<string, string> = {}, path = PATH): Promise<Response> {
    return edge.get(path, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream', ...headers },
      body,
      duplex: 'half',
    } as RequestInit);
  }

  it('arrives as it was sent, with the headers that its operation asks for', async () => {
    const bytes = patternAt(0, 3_000_000);
    const answer = await put(bytes, { 'content-range': 'bytes 0-2999999/9000000', 'content-type': 'application/offset+octet-stream; v=1' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect([answer.status, await answer.json()]).toEqual([200, { size: bytes.length, sha256, range: 'bytes 0-2999999/9000000' }]);
  });

  it('may take longer than other requests, and is answered soon after its end', async () => {
    async function* slowly(): AsyncGenerator<Uint8Array> {
      for (let part = 0; part < 4; part += 1) {
        yield patternAt(part * 10, 10);
        await pause(300);
      }
    }
    const answer = await put(ReadableStream.from(slowly()));
    expect([answer.status, await answer.json()]).toMatchObject([200, { size: 40 }]);
  });

  it('over its limit is refused, before it comes where it says so', async () => {
    const announced = await connectTo(edge);
    announced.socket.write(`${head()}content-length: 5000000\r\n\r\n`);
    await announced.closed;
    expect(announced.received()).toMatch(/^HTTP\/1.1 413 /);
    expect(files.state.uploads).toBe(0);
    const counted = await connectTo(edge);
    counted.socket.write(`${head()}transfer-encoding: chunked\r\n\r\n`);
    const bytes = Buffer.alloc(5_000_000);
    counted.socket.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes]));
    await counted.closed;
    expect(counted.received()).toMatch(/^HTTP\/1.1 413 /);
  });

  it('of another type, or compressed, is refused', async () => {
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-encoding': 'gzip' }]) {
      expect((await put('x', headers)).status).toBe(415);
    }
    expect((await put('{}', { 'content-type': 'application/json' })).status).toBe(415);
    expect(files.state.uploads).toBe(0);
  });

  it('that nobody may make is refused before it is asked for', async () => {
    for (const [path, authorization, status] of [
      [PATH, 'Bearer nobody', 401],
      ['/api/v1/files/b/content', `Bearer ${token}`, 404],
    ] as const) {
      const refused = await connectTo(edge);
      refused.socket.write(`${head(path, authorization)}content-length: 1000\r\n\r\nonly a part`);
      await refused.closed;
      expect(refused.received()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    }
    expect(files.state.uploads).toBe(0);
  });

  it('waits for the word to go on, which a stranger does not get', async () => {
    const stranger = await connectTo(edge);
    stranger.socket.write(`${head(PATH, 'Bearer nobody')}content-length: 4\r\nexpect: 100-continue\r\n\r\n`);
    await eventually(() => stranger.received().includes('unauthorized'));
    expect(stranger.received()).toMatch(/^HTTP\/1.1 401 /);
    stranger.socket.destroy();
    const admitted = await connectTo(edge);
    admitted.socket.write(`${head()}content-length: 4\r\nexpect: 100-continue\r\n\r\n`);
    await eventually(() => admitted.received().startsWith('HTTP/1.1 100 Continue\r\n\r\n'));
    admitted.socket.write('data');
    await eventually(() => admitted.received().includes('HTTP/1.1 200 OK') && admitted.received().includes('"size":4'));
    admitted.socket.destroy();
  });

  it('that breaks off, or stands still, fails for its reader, and is nobody’s error', async () => {
    const gone = await connectTo(edge);
    gone.socket.write(`${head()}content-length: 1000\r\n\r\nonly a part`);
    await eventually(() => files.state.uploads === 1);
    gone.socket.destroy();
    await eventually(() => files.state.failedUpload !== undefined);
    expect(files.state.failedUpload).toMatchObject({ code: 'malformed_body' });
    files.state.failedUpload = undefined;
    const still = await connectTo(edge);
    still.socket.write(`${head()}content-length: 1000\r\n\r\nonly a part`);
    await eventually(() => files.state.failedUpload !== undefined);
    await still.closed;
    expect(edge.log.filter((line) => line.includes('"level":"error"') || line.includes('internal error'))).toEqual([]);
    expect((await put('x')).status).toBe(200);
  });

  function head(path = PATH, authorization = `Bearer ${token}`): string {
    return `PUT ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/octet-stream\r\n`;
  }
});
