import type { Call } from '@kabinet/contract/client';
import { anonymous, type Principal } from '@kabinet/contract/principal';
import type { Session } from '@kabinet/database';
import { problem, type ProblemError } from '@kabinet/problem';
import { spawn } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import { once as eventOf } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetIdempotencyKeys, once } from '../src/idempotency.ts';
import { query } from './fixture/notes.ts';
import { quietState } from './fixture/start.ts';
import { member, openWorld, staff, type World } from './fixture/world.ts';

const ORGANIZATION = randomUUIDv7();

let world: World;
beforeAll(async () => void (world = await openWorld()));
beforeEach(() => world.database.sql('truncate notes.note, notes.outbox, notes.idempotency_key, notes.bell'));
afterEach(() => void Object.assign(world.state, quietState()));
afterAll(() => world.close());

const body = { organization_id: ORGANIZATION, title: 'once' };
const CALLERS: readonly (readonly [string, Principal])[] = [
  ['a customer, behind the second wall', member('writer', ORGANIZATION)],
  ['staff', staff('clerk')],
  ['a machine of the vendor', { kind: 'machine', id: 'm1', scopes: ['notes:write'], organization: null }],
  [
    'a machine of a customer',
    { kind: 'machine', id: 'm2', scopes: ['notes:write'], organization: { organization_id: ORGANIZATION, root_id: ORGANIZATION } },
  ],
];

function create(principal: Principal, idempotencyKey: string, parts: Partial<Call> = {}) {
  return world.call('createNote', principal, { body, idempotencyKey, ...parts });
}

async function notes(): Promise<number> {
  return (await world.database.sql('select 1 from notes.note')).length;
}

describe.for(CALLERS)('%s', ([, principal]) => {
  test('is answered the same, byte for byte, and the effect is there once', async () => {
    const first = await create(principal, 'key');
    const second = await create(principal, 'key');
    expect(second.payload).toBe(first.payload);
    expect(second).toEqual(first);
    expect(first).toMatchObject({ status: 201, headers: { etag: '"1"', location: expect.stringMatching(/^\/notes\//) } });
    expect(await notes()).toBe(1);
    expect(await world.database.sql('select 1 from notes.outbox')).toHaveLength(1);
  });

  test('may write the members of the body in another order, but not other contents', async () => {
    const first = await create(principal, 'key');
    const reordered = { title: 'once', organization_id: ORGANIZATION };
    expect(await create(principal, 'key', { body: reordered })).toEqual(first);
    await expect(create(principal, 'key', { body: { ...body, title: 'twice' } })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await notes()).toBe(1);
  });

  test('tries again with the same key after a failure', async () => {
    world.state.beforeCommit = () => Promise.reject(new Error('the disk is full'));
    await expect(create(principal, 'key')).rejects.toMatchObject({ code: 'internal_error' });
    world.log.length = 0;
    world.state.beforeCommit = async () => {};
    await expect(create(principal, 'key')).resolves.toMatchObject({ status: 201 });
    expect(await notes()).toBe(1);
  });

  test('is refused the same, whatever has changed meanwhile', async () => {
    world.state.beforeCommit = () => Promise.reject(problem('notes_full', { params: { limit: 3 } }));
    const refusal = { code: 'notes_full', params: { limit: 3 } };
    await expect(create(principal, 'key')).rejects.toMatchObject(refusal);
    world.state.beforeCommit = async () => {};
    await expect(create(principal, 'key')).rejects.toMatchObject(refusal);
    await expect(create(principal, 'key', { body: { ...body, title: 'twice' } })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await notes()).toBe(0);
    await expect(create(principal, 'another')).resolves.toMatchObject({ status: 201 });
  });

  test('finds the key free again after 24 hours, swept or not', async () => {
    const first = await create(principal, 'key');
    await world.database.sql(`update notes.idempotency_key set created_at = now() - interval '23 hours 59 minutes'`);
    expect(await create(principal, 'key')).toEqual(first);
    await world.database.sql(`update notes.idempotency_key set created_at = now() - interval '24 hours 1 second'`);
    const second = await create(principal, 'key', { body: { ...body, title: 'another day' } });
    expect(second.payload).not.toBe(first.payload);
    expect(await create(principal, 'key', { body: { ...body, title: 'another day' } })).toEqual(second);
    await world.database.sql(`update notes.idempotency_key set created_at = now() - interval '24 hours 1 second'`);
    await forgetIdempotencyKeys(world.service.contextAsService('sweep').system);
    expect(await world.database.sql('select 1 from notes.idempotency_key')).toEqual([]);
  });
});

test.for(['', ' ', 'with space', 'ключ', 'tab\there', 'x'.repeat(201), 'line\nbreak'])('the key %o is refused', async (key) => {
  await expect(create(staff('clerk'), key)).rejects.toMatchObject({ code: 'invalid_idempotency_key' });
});

test('the longest key, and every printable character in one, are taken', async () => {
  const printable = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCodePoint(0x21 + index)).join('');
  for (const key of ['x'.repeat(200), printable]) await expect(create(staff('clerk'), key)).resolves.toMatchObject({ status: 201 });
});

test('a key belongs to its principal and its operation', async () => {
  const writer = member('writer', ORGANIZATION);
  await create(writer, 'key');
  await expect(create(member('writer', ORGANIZATION), 'key', { body: { ...body, title: 'mine' } })).resolves.toMatchObject({ status: 201 });
  const id = await world.note(ORGANIZATION);
  const sealer = member('sealer', ORGANIZATION);
  await create(sealer, 'key');
  const seal = { params: { id }, body: { reason: 'x' }, ifMatch: '"1"', idempotencyKey: 'key' };
  await expect(world.call('sealNote', sealer, seal)).resolves.toMatchObject({ status: 200 });
  expect(await world.database.sql('select 1 from notes.idempotency_key')).toHaveLength(4);
});

test('another resource under the same key is another request', async () => {
  const sealer = member('sealer', ORGANIZATION);
  const [one, two] = [await world.note(ORGANIZATION), await world.note(ORGANIZATION)];
  const seal = { body: { reason: 'x' }, ifMatch: '"1"', idempotencyKey: 'key' };
  await world.call('sealNote', sealer, { ...seal, params: { id: one } });
  await expect(world.call('sealNote', sealer, { ...seal, params: { id: two } })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('a repeated change is answered from memory although its ETag is stale by now', async () => {
  const sealer = member('sealer', ORGANIZATION);
  const call = { params: { id: await world.note(ORGANIZATION) }, body: { reason: 'x' }, ifMatch: '"1"', idempotencyKey: 'key' };
  const first = await world.call('sealNote', sealer, call);
  expect(await world.call('sealNote', sealer, call)).toEqual(first);
});

test('an answer that carries a secret is not kept', async () => {
  const first = await world.call('whisperNote', staff('clerk'), { body, idempotencyKey: 'key' });
  const second = await world.call('whisperNote', staff('clerk'), { body, idempotencyKey: 'key' });
  expect(second.body).not.toEqual(first.body);
  expect(await world.database.sql('select 1 from notes.idempotency_key')).toEqual([]);
});

test('two strangers with the same key are not given one another’s answers', async () => {
  const call = { body: { word: 'psst' }, idempotencyKey: 'key' };
  const first = await world.call('overhearNote', anonymous, call);
  const second = await world.call('overhearNote', anonymous, call);
  expect(second.body).not.toEqual(first.body);
  expect(await world.database.sql('select 1 from notes.idempotency_key')).toEqual([]);
  const known = staff('clerk');
  expect(await world.call('overhearNote', known, call)).toEqual(await world.call('overhearNote', known, call));
});

test('who lost the right is refused, key or not', async () => {
  const writer = member('writer', ORGANIZATION);
  await create(writer, 'key');
  if (writer.kind !== 'user') throw new Error('a member is a user');
  await expect(create({ ...writer, memberships: [] }, 'key')).rejects.toMatchObject({ code: 'forbidden' });
});

test('while the first is under way the second is told so, and answered afterwards', async () => {
  let proceed = (): void => {};
  let started = (): void => {};
  const underWay = new Promise<void>((resolve) => (started = resolve));
  world.state.beforeCommit = () => {
    started();
    return new Promise((resolve) => (proceed = resolve));
  };
  const clerk = staff('clerk');
  const first = create(clerk, 'key');
  await underWay;
  await expect(create(clerk, 'key')).rejects.toMatchObject({ code: 'idempotency_key_in_progress' });
  world.state.beforeCommit = async () => {};
  await expect(create(clerk, 'another')).resolves.toMatchObject({ status: 201 });
  proceed();
  const answer = await first;
  expect(await create(clerk, 'key')).toEqual(answer);
  expect(await notes()).toBe(2);
});

test('twenty at once have one effect; each is answered the same or told to wait', async () => {
  const clerk = staff('clerk');
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => create(clerk, 'key')));
  const answers = results.filter((result) => result.status === 'fulfilled').map((result) => result.value.payload);
  expect(new Set(answers).size).toBe(1);
  const refusals = results.filter((result) => result.status === 'rejected').map((result): unknown => result.reason);
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'idempotency_key_in_progress' });
  expect(await notes()).toBe(1);
});

describe('a refusal that is no answer to the request', () => {
  test.for(['rate_limited', 'unauthorized', 'version_mismatch', 'unavailable', 'deadline_exceeded'])(
    '%s leaves the key free',
    async (code) => {
      const clerk = staff('clerk');
      world.state.beforeCommit = () => Promise.reject(problem(code));
      await expect(create(clerk, 'key')).rejects.toMatchObject({ code });
      world.state.beforeCommit = async () => {};
      await expect(create(clerk, 'key')).resolves.toMatchObject({ status: 201 });
    },
  );
});

test('a sending that comes in between a refusal and its keeping decides for both', async () => {
  const session = world.service.contextAsService('clerk').system;
  const call = { principal: staff('clerk'), operation: 'createNote', body } as unknown as Call;
  const done = { status: 201, headers: {}, payload: '{"done":true}', body: { done: true } };
  const refuse = () => Promise.reject(problem('notes_full'));
  const refusalOf = (error: unknown) => ({ error: error as ProblemError, status: 409 });
  let transactions = 0;
  const interrupted: Session = {
    ...session,
    async transaction(work) {
      if (++transactions === 2) await once(session, call, 'key', async () => done, refusalOf);
      return session.transaction(work);
    },
  };
  expect(await once(interrupted, call, 'key', refuse, refusalOf)).toEqual(done);
  expect(transactions).toBe(2);
});

describe('what staff do in the system’s view', () => {
  const ring = query.insertInto('bell').values({ sound: 'directly' });

  test('belongs to the same transaction as the key', async () => {
    world.state.beforeCommit = async (context) => {
      await context.system.transaction((tx) => tx.execute(ring));
      throw new Error('afterwards');
    };
    await expect(create(staff('clerk'), 'key')).rejects.toMatchObject({ code: 'internal_error' });
    expect(world.log.splice(0).join('')).toContain('afterwards');
    expect(await world.database.sql('select 1 from notes.bell')).toEqual([]);
  });

  test('needs no second connection: more callers than connections do not starve each other', async () => {
    world.state.beforeCommit = async (context) => void (await context.system.execute(ring));
    const clerk = staff('clerk');
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => create(clerk, `key-${index}`)));
    expect(answers).toHaveLength(6);
  });
});

describe('a process killed with SIGKILL', () => {
  const program = fileURLToPath(new URL('fixture/killed-call.ts', import.meta.url));

  async function callAndDie(place: 'before' | 'after', principal: Principal): Promise<void> {
    const parts = JSON.stringify({ principal, body, idempotencyKey: 'key' });
    const child = spawn(process.execPath, [program, world.database.adminUrl, place, parts], { stdio: ['ignore', 'inherit', 'inherit'] });
    await eventOf(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
  }

  test('between COMMIT and the answer: the repeated call is answered from memory', async () => {
    const writer = member('writer', ORGANIZATION);
    await callAndDie('after', writer);
    const [row] = await world.database.sql<{ body: string }>('select body from notes.idempotency_key');
    expect(await notes()).toBe(1);
    const again = await create(writer, 'key');
    expect(again.payload).toBe(row?.body);
    expect(await notes()).toBe(1);
  });

  test('before COMMIT: nothing is there, and the repeated call does it', async () => {
    const writer = member('writer', ORGANIZATION);
    await callAndDie('before', writer);
    // The lock on the key goes when the server notices that the connection is gone.
    await expect.poll(() => create(writer, 'key').catch(String)).toMatchObject({ status: 201 });
    expect(await notes()).toBe(1);
  });
});
