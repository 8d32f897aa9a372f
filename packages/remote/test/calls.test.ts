import { problem } from '@kabinet/problem';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createAssertionSigner, createAssertionVerifier } from '../src/remote.ts';
import { ada, callOf, connectNotes, notesContract, SECRET, startNotes, type Answer, type NotesProcess } from './notes.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function process(answer: Answer): Promise<NotesProcess> {
  const notes = await startNotes(answer);
  open.push(notes);
  return notes;
}

function connect(...urls: string[]) {
  const remote = connectNotes(...urls);
  open.push(remote);
  return remote.transport;
}

describe('a call to another process', () => {
  it('carries who asks, what, from where and until when', async () => {
    const notes = await process(() => ({ body: { title: 'Ёлка' } }));
    const sent = callOf('addNote', {
      body: { title: 'Ёлка' },
      query: { limit: 5 },
      params: { id: '1' },
      idempotencyKey: 'k',
      ifMatch: '"3"',
    });
    await connect(notes.url)(sent);
    const [{ deadline, ...received } = sent] = notes.calls;
    const { deadline: asked, ...expected } = sent;
    expect(received).toEqual(expected);
    expect(Math.abs(deadline - asked)).toBeLessThan(500);
  });

  it('answers JSON, text and bytes as they were, with their headers', async () => {
    const answers = [
      { body: { title: 'Ёлка', next_cursor: 'c1' }, version: 7, location: '/notes/1', headers: { 'content-disposition': 'Ёлка' } },
      { body: '<p>text</p>' },
      { body: new Uint8Array([0, 255, 1]) },
      { body: undefined },
    ];
    const notes = await process(() => answers[notes.calls.length - 1] ?? { body: null });
    const transport = connect(notes.url);
    const json = await transport(callOf('getNote'));
    expect(json).toMatchObject({
      status: 200,
      body: { title: 'Ёлка' },
      nextCursor: 'c1',
      headers: { etag: '"7"', location: '/notes/1', 'content-disposition': 'Ёлка' },
    });
    expect((await transport(callOf('getNote'))).body).toBe('<p>text</p>');
    expect([...((await transport(callOf('getNote'))).body as Uint8Array)]).toEqual([0, 255, 1]);
    expect((await transport(callOf('getNote'))).body).toBeUndefined();
  });

  it('refuses as the service does', async () => {
    const refusal = problem('note_not_found', {
      params: { id: 1 },
      errors: [{ pointer: '/a', code: 'required' }],
      headers: { 'x-why': 'so' },
    });
    const notes = await process(() => Promise.reject(refusal));
    const { code, params, errors, headers } = refusal;
    await expect(connect(notes.url)(callOf('getNote'))).rejects.toMatchObject({ code, params, errors, headers });
  });

  it('is an internal error when the service breaks, and says no more', async () => {
    const notes = await process(() => Promise.reject(new Error('secret detail')));
    await expect(connect(notes.url)(callOf('getNote'))).rejects.toMatchObject({ code: 'internal_error', message: 'internal_error' });
  });

  it('ends at its deadline', async () => {
    const notes = await process(() => new Promise(() => undefined));
    await expect(connect(notes.url)(callOf('getNote', { deadline: Date.now() + 300 }))).rejects.toMatchObject({
      code: 'deadline_exceeded',
    });
    await expect(connect(notes.url)(callOf('getNote', { deadline: Date.now() - 1 }))).rejects.toMatchObject({ code: 'deadline_exceeded' });
  });

  it('takes no answer of a proxy for one of the service', async () => {
    const proxy = createServer((_request, response) => response.writeHead(200).end('{"title":"from the proxy"}'));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    open.push({ close: async () => void proxy.close() });
    const { port } = proxy.address() as { port: number };
    await expect(connect(`http://127.0.0.1:${port}`)(callOf('addNote'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an assertion', () => {
  it('is used again while it has time left, and signed anew for another audience or principal', async () => {
    const clock = { now: 1_800_000_000_000 };
    const signer = createAssertionSigner(SECRET, 'gateway', () => clock.now);
    const first = await signer.sign(ada, 'notes');
    clock.now += 29_000;
    expect(await signer.sign({ ...ada }, 'notes')).toBe(first);
    expect(await signer.sign(ada, 'other')).not.toBe(first);
    expect(await signer.sign({ ...ada, staff_roles: [] }, 'notes')).not.toBe(first);
    clock.now += 2_000;
    expect(await signer.sign(ada, 'notes')).not.toBe(first);
  });

  it('is believed for a minute, by its audience alone', async () => {
    const clock = { now: 1_800_000_000_000 };
    const verifier = createAssertionVerifier(SECRET, () => clock.now);
    const assertion = await createAssertionSigner(SECRET, 'gateway', () => clock.now).sign(ada, 'notes');
    expect(await verifier.verify(assertion, 'notes')).toEqual(ada);
    expect(await verifier.verify(assertion, 'licenses')).toBeUndefined();
    clock.now += 66_000;
    expect(await verifier.verify(assertion, 'notes')).toBeUndefined();
  });

  it('of anybody else is refused, and the call with it', async () => {
    const notes = await process(() => ({ body: {} }));
    const { privateKey } = generateKeyPairSync('ed25519');
    const claims = { principal: ada };
    const jwt = (typ: string) =>
      new SignJWT(claims).setIssuer('x').setAudience('notes').setExpirationTime('1m').setProtectedHeader({ alg: 'EdDSA', typ });
    const genuine = await createAssertionSigner(SECRET, 'x').sign(ada, 'notes');
    const [head = '', body = '', signature = ''] = genuine.split('.');
    const forged = [
      '',
      'nonsense',
      await jwt('kabinet-principal+jwt').sign(privateKey),
      await createAssertionSigner('another secret, just as long as the first', 'x').sign(ada, 'notes'),
      await createAssertionSigner(SECRET, 'x').sign(ada, 'licenses'),
      new UnsecuredJWT(claims).setAudience('notes').setExpirationTime('1m').encode(),
      `${head}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), principal: { kind: 'service', id: 'x' } })).toString('base64url')}.${signature}`,
      `${head}.${body}.`,
    ];
    for (const assertion of forged) {
      const response = await fetch(`${notes.url}/internal/notes/getNote`, {
        method: 'POST',
        headers: { authorization: `Bearer ${assertion}` },
        body: '{}',
      });
      expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('unauthorized')]);
    }
    const response = await fetch(`${notes.url}/internal/notes/getNote`, {
      method: 'POST',
      headers: { authorization: `Bearer ${genuine}` },
      body: '{}',
    });
    expect(response.status).not.toBe(401);
    expect(notes.calls).toHaveLength(1);
  });

  it('opens no operation that the contract does not have', async () => {
    const notes = await process(() => ({ body: {} }));
    for (const operation of ['constructor', 'toString', 'nothing', '']) {
      expect(Object.keys(notesContract.operations)).not.toContain(operation);
      await expect(connect(notes.url)(callOf(operation))).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(notes.calls).toEqual([]);
  });
});
