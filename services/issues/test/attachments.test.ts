import type { Principal } from '@kabinet/contract/principal';
import { ATTACHMENT_LIMIT } from '@kabinet/contracts/issues/resources';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { form, issues, NOON, person, request, startWorld, type World } from './fixture.ts';

let world: World;
let scanner: Server;
let contact: Principal;
let colleague: Principal;

beforeAll(async () => {
  scanner = await startScanner();
  const { port } = scanner.address() as { port: number };
  world = await startWorld({ ISSUES_SCANNER: `127.0.0.1:${port}` });
  contact = await person(world.portal, 'Софья Заявкина', world.daughter, 'support_contact');
  colleague = await person(world.portal, 'Коллега', world.daughter, 'support_contact');
});
afterAll(async () => {
  scanner.close();
  await world.portal.stop();
});

/** What clamd answers to INSTREAM: it finds whatever contains the word EICAR, and says nothing sensible of what contains BROKEN. */
async function startScanner(): Promise<Server> {
  const server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    let last = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      // The beginning says all, the end that it is one.
      if (heard.length < 1000) heard = Buffer.concat([heard, chunk]);
      last = Buffer.concat([last, chunk.subarray(-4)]).subarray(-4);
      if (!last.equals(Buffer.alloc(4))) return;
      const verdict = heard.includes('BROKEN') ? 'ERROR' : heard.includes('EICAR') ? 'Eicar-Test-Signature FOUND' : 'OK';
      const isAsked = heard.subarray(0, 10).toString() === 'zINSTREAM\0';
      socket.end(`stream: ${isAsked ? verdict : 'UNKNOWN COMMAND'}\0`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function open(): Promise<{ id: string }> {
  return { id: (await issues(world, contact).createIssue(request(world.certificates.daughter))).id };
}

async function keptFiles(): Promise<number> {
  const { state } = world.portal.service('issues').contextAsService('test') as unknown as {
    state: { files: { entries(options: object): AsyncIterable<unknown> } };
  };
  return (await Array.fromAsync(state.files.entries({ prefix: '' }))).length;
}

test('a file comes back byte for byte, as something to be saved and nothing else', async () => {
  const params = await open();
  const contents = randomBytes(3_000_000);
  const kept = await issues(world, contact).uploadAttachment({ params, upload: form(contents, { name: '../Снимок\u202Egnp.html' }) });
  expect(kept).toMatchObject({
    name: 'Снимокgnp.html',
    size: contents.length,
    content_type: 'application/octet-stream',
    author: { name: 'Софья Заявкина' },
    comment_id: null,
  });
  const call = { params: { ...params, attachment_id: kept.id } };
  expect((await buffer(await issues(world, colleague).downloadAttachment(call))).equals(contents)).toBe(true);
  const reply = await world.portal.service('issues').dispatch({
    principal: contact,
    locale: 'ru',
    requestId: 'test',
    deadline: Date.now() + 10_000,
    ip: null,
    userAgent: null,
    service: 'issues',
    operation: 'downloadAttachment',
    ...call,
  });
  expect(reply.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment; filename="______gnp\.html"; filename\*=UTF-8''%D0%A1/) as string,
    'content-security-policy': "sandbox; default-src 'none'",
  });
});

test('files belong to the comment that names them, once, and only the author’s own', async () => {
  const params = await open();
  const customer = issues(world, contact);
  const mine = await customer.uploadAttachment({ params, upload: form(Buffer.from('мой')) });
  const other = await issues(world, colleague).uploadAttachment({ params, upload: form(Buffer.from('чужой')) });
  const say = (...attachment_ids: string[]) => customer.createComment({ params, body: { body: 'Вот.', attachment_ids } });
  await expect(say(mine.id, other.id)).rejects.toMatchObject({ errors: [{ pointer: '/attachment_ids/1', code: 'not_found' }] });
  const comment = await say(mine.id);
  await expect(say(mine.id)).rejects.toMatchObject({ errors: [{ pointer: '/attachment_ids/0', code: 'not_found' }] });
  const { items } = await customer.listAttachments({ params });
  expect(items.map(({ id, comment_id }) => [id, comment_id])).toEqual([
    [mine.id, comment.id],
    [other.id, null],
  ]);
});

test('a file can be taken back for a while by whoever sent it, and its bytes go', async () => {
  const params = await open();
  const { id: attachment_id } = await issues(world, contact).uploadAttachment({ params, upload: form(Buffer.from('секрет')) });
  const call = { params: { ...params, attachment_id } };
  const before = await keptFiles();
  await expect(issues(world, colleague).deleteAttachment(call)).rejects.toMatchObject({ code: 'not_the_author' });
  world.portal.clock.set(new Date(NOON.getTime() + 15 * 60_000));
  await expect(issues(world, contact).deleteAttachment(call)).rejects.toMatchObject({ code: 'attachment_settled' });
  world.portal.clock.set(NOON);
  await issues(world, contact).deleteAttachment(call);
  await expect(issues(world, contact).downloadAttachment(call)).rejects.toMatchObject({ code: 'attachment_not_found' });
  expect(await keptFiles()).toBe(before - 1);
});

test.for([
  ['another field', () => form(Buffer.from('x'), { field: 'document' }), 'file_missing'],
  ['no form', () => ({ ...form(Buffer.from('x')), content_type: 'multipart/form-data' }), 'malformed_body'],
  ['another type', () => ({ ...form(Buffer.from('x')), content_type: 'text/plain' }), 'unsupported_media_type'],
  ['a form that breaks off', () => ({ ...form(Buffer.from('x')), body: Readable.from([Buffer.from('--')]) }), 'malformed_body'],
  ['a file that is too large', () => form(Buffer.alloc(ATTACHMENT_LIMIT + 1)), 'body_too_large'],
  ['what the scanner finds', () => form(Buffer.from('EICAR')), 'file_refused'],
  ['what the scanner cannot judge', () => form(Buffer.from('BROKEN')), 'unavailable'],
] as const)('%s is refused, and nothing of it is kept', async ([, upload, code]) => {
  const params = await open();
  const before = await keptFiles();
  await expect(issues(world, contact).uploadAttachment({ params, upload: upload() })).rejects.toMatchObject({ code });
  expect(await keptFiles()).toBe(before);
  expect((await issues(world, contact).listAttachments({ params })).items).toEqual([]);
});

test('a file of the largest size is taken without being kept in memory', async () => {
  const params = await open();
  const before = process.memoryUsage().arrayBuffers;
  const kept = await issues(world, contact).uploadAttachment({
    params,
    upload: form(Buffer.alloc(ATTACHMENT_LIMIT, 7), { chunk: 1_048_576 }),
  });
  expect(kept.size).toBe(ATTACHMENT_LIMIT);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(300_000_000);
});

test('bytes that belong to no attachment are swept after a day', async () => {
  const service = world.portal.service('issues');
  const context = service.contextAsService('test') as unknown as {
    state: { files: { put(key: string, bytes: Buffer): Promise<unknown>; head(key: string): Promise<unknown> } };
  };
  const params = await open();
  const kept = await issues(world, contact).uploadAttachment({ params, upload: form(Buffer.from('нужен')) });
  await context.state.files.put('issues/stray', Buffer.from('забыт'));
  const sweep = async () => service.manifest.jobs['sweep_files']?.run(service.contextAsService('job:test'), {});
  world.portal.clock.set(new Date(Date.now() + 3_600_000));
  await sweep();
  expect(await context.state.files.head('issues/stray')).toBeDefined();
  world.portal.clock.set(new Date(Date.now() + 25 * 3_600_000));
  await sweep();
  expect(await context.state.files.head('issues/stray')).toBeUndefined();
  expect(await context.state.files.head(`issues/${params.id}/${kept.id}`)).toBeDefined();
  world.portal.clock.set(NOON);
});
