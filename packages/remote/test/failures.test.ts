import { createServer, type Server, type Socket } from 'node:net';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Transport } from '@kabinet/contract/client';
import { anonymous } from '@kabinet/contract/principal';
import { callOf, connectNotes, connectNotesAt, startNotes, type Answer, type NotesProcess } from './notes.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function process(answer: Answer, port?: number, host?: string): Promise<NotesProcess> {
  const notes = await startNotes(answer, port, host);
  open.push(notes);
  return notes;
}

function connect(...urls: string[]): Transport {
  const remote = connectNotes(...urls);
  open.push(remote);
  return remote.transport;
}

/** Takes connections and breaks each of them as soon as a call has arrived on it. */
async function breaksConnections(): Promise<{ url: string; broken: () => number }> {
  let count = 0;
  const server: Server = createServer((socket: Socket) => {
    socket.once('data', () => {
      count += 1;
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: async () => void server.close() });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, broken: () => count };
}

const body = { title: 'a' };
const answered: Answer = () => ({ body });

describe('a broken connection', () => {
  it('is tried again elsewhere for what may be done twice', async () => {
    for (const call of [callOf('getNote'), callOf('findNote', { body }), callOf('addNote', { body, idempotencyKey: 'k' })]) {
      const [bad, good] = [await breaksConnections(), await process(answered)];
      const transport = connect(bad.url, good.url);
      await transport(call);
      await transport(call);
      expect(bad.broken()).toBe(1);
      expect(good.calls).toHaveLength(2);
    }
  });

  it('is not tried again for what may have been done', async () => {
    const key = { body, idempotencyKey: 'k' };
    // A key helps only where the service keeps the answer to it: not of secrets, nor for strangers.
    for (const call of [callOf('addNote', { body }), callOf('signNote', key), callOf('addNote', { ...key, principal: anonymous })]) {
      const bad = await breaksConnections();
      await expect(connect(bad.url)(call)).rejects.toMatchObject({ code: 'unavailable', headers: { 'retry-after': '2' } });
      expect(bad.broken()).toBe(1);
    }
  });

  it('is not tried again for ever: attempts and their sum are bounded', async () => {
    const bad = await breaksConnections();
    const transport = connect(bad.url);
    await expect(transport(callOf('getNote'))).rejects.toMatchObject({ code: 'unavailable' });
    expect(bad.broken()).toBeLessThanOrEqual(3);
  });
});

describe('a process that is not there', () => {
  it('is a clear refusal at once, and is found again when it is back', async () => {
    const first = await startNotes(answered);
    await first.close();
    const transport = connect(first.url);
    const started = Date.now();
    for (let turn = 0; turn < 5; turn++) {
      await expect(transport(callOf('addNote', { body }))).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(Date.now() - started).toBeLessThan(1_500);
    await process(answered, Number(new URL(first.url).port));
    await expect.poll(() => transport(callOf('addNote', { body })).catch(() => undefined), { timeout: 2_000 }).toBeDefined();
  });

  it('costs nobody anything while another one is there', async () => {
    const gone = await startNotes(answered);
    await gone.close();
    const good = await process(answered);
    const transport = connect(gone.url, good.url);
    await Promise.all(Array.from({ length: 20 }, () => transport(callOf('addNote', { body }))));
    expect(good.calls).toHaveLength(20);
  });
});

/** A process that can be stopped. */
async function freezable(port = 0, host = '127.0.0.1'): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('notes-process.ts', import.meta.url)), [String(port), host]);
  open.push({
    close: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  });
  const [url] = (await once(child, 'message')) as [string];
  return { url, child };
}

describe('a process that froze', () => {
  it('opens the circuit within two seconds, and closes it when it wakes', async () => {
    const { url, child } = await freezable();
    const transport = connect(url);
    await transport(callOf('getNote'));
    child.kill('SIGSTOP');
    const started = Date.now();
    await expect(transport(callOf('addNote', { body, deadline: Date.now() + 20_000 }))).rejects.toMatchObject({ code: 'unavailable' });
    expect(Date.now() - started).toBeLessThan(2_000);
    const again = Date.now();
    await expect(transport(callOf('addNote', { body }))).rejects.toMatchObject({ code: 'unavailable' });
    expect(Date.now() - again).toBeLessThan(300);
    child.kill('SIGCONT');
    await expect.poll(() => transport(callOf('addNote', { body })).catch(() => undefined), { timeout: 3_000 }).toBeDefined();
  });

  it('is left for another one by what may be done twice', async () => {
    const { url, child } = await freezable();
    const good = await process(answered);
    const transport = connect(url, good.url);
    child.kill('SIGSTOP');
    const calls = Array.from({ length: 10 }, () => transport(callOf('getNote', { deadline: Date.now() + 20_000 })));
    await Promise.all(calls);
    expect(good.calls).toHaveLength(10);
  });

  it('is not taken for one that is only slow', async () => {
    const { url } = await freezable();
    const reply = await connect(url)(callOf('findNote', { body: { title: 'slow' }, deadline: Date.now() + 10_000 }));
    expect(reply.body).toEqual({ title: 'slow' });
  });
});

describe('a host of several addresses', () => {
  // Of Linux the whole of 127.0.0.0/8 is there, of others the other family.
  const hosts = ['127.0.0.1', platform() === 'linux' ? '127.0.0.2' : '::1'] as const;

  it('has a circuit for each: one that froze is noticed although the other answers all the time', async () => {
    const { url, child } = await freezable(0, hosts[1]);
    const { port } = new URL(url);
    const good = await process(answered, Number(port));
    const remote = connectNotesAt({ urls: [`http://notes.test:${port}`], resolve: async () => hosts });
    open.push(remote);
    const { transport } = remote;
    const deadline = Date.now() + 20_000;
    await Promise.all(Array.from({ length: 8 }, () => transport(callOf('getNote', { deadline }))));
    child.kill('SIGSTOP');
    const started = Date.now();
    const took: number[] = [];
    while (Date.now() - started < 4_000) {
      const asked = Date.now();
      await transport(callOf('getNote', { deadline }));
      took.push(Date.now() - asked);
    }
    expect(Math.max(...took)).toBeLessThan(3_000);
    expect(took.filter((ms) => ms > 1_000)).toHaveLength(1);
    expect(good.calls.length).toBeGreaterThanOrEqual(took.length);
  });

  it('is looked up again: whoever came is found, whoever went is let go, and a failed look-up changes nothing', async () => {
    const first = await process(answered);
    const port = Number(new URL(first.url).port);
    let addresses: readonly string[] | undefined = [hosts[0]];
    let failed = 0;
    const remote = connectNotesAt({
      urls: [`http://notes.test:${port}`],
      resolve: async () => {
        if (addresses) return addresses;
        failed += 1;
        throw new Error('EAI_AGAIN');
      },
    });
    open.push(remote);
    await remote.transport(callOf('getNote'));
    // While nobody answers, the host is looked up twice a second.
    await first.close();
    addresses = undefined;
    const add = () => remote.transport(callOf('addNote', { body })).catch(() => undefined);
    await expect.poll(async () => (await add(), failed), { timeout: 4_000 }).toBeGreaterThan(1);
    const again = await process(answered, port);
    await expect.poll(add, { timeout: 2_000 }).toBeDefined();
    await again.close();
    const second = await process(answered, port, hosts[1]);
    addresses = [hosts[1]];
    await expect.poll(add, { timeout: 4_000 }).toBeDefined();
    await remote.transport(callOf('addNote', { body }));
    expect(second.calls.length).toBeGreaterThanOrEqual(2);
  });

  it('that nobody can resolve is a clear refusal', async () => {
    const remote = connectNotesAt({ urls: ['http://notes.test:1'], resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    open.push(remote);
    await expect(remote.transport(callOf('getNote'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a restart', () => {
  it('of one of two processes after the other fails no call', async () => {
    let processes = [await process(answered), await process(answered)];
    const transport = connect(...processes.map(({ url }) => url));
    const results = { ok: 0, failed: [] as unknown[] };
    let going = true;
    const clients = Array.from({ length: 8 }, async () => {
      while (going) {
        await transport(callOf('addNote', { body })).then(
          () => (results.ok += 1),
          (error: unknown) => results.failed.push(error),
        );
      }
    });
    for (const each of processes) {
      await each.close(5_000);
      await process(answered, Number(new URL(each.url).port));
      const served = results.ok;
      await expect.poll(() => results.ok, { timeout: 3_000 }).toBeGreaterThan(served + 100);
    }
    processes = [];
    going = false;
    await Promise.all(clients);
    expect(results.failed).toEqual([]);
    expect(results.ok).toBeGreaterThan(200);
  });
});
