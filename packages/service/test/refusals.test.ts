import type { Call } from '@kabinet/contract/client';
import { anonymous, type Principal } from '@kabinet/contract/principal';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { member, openWorld, staff, type World } from './fixture/world.ts';

const ORGANIZATION = randomUUIDv7();
const SISTER = randomUUIDv7();
const MISSING = randomUUIDv7();

let world: World;
beforeAll(async () => void (world = await openWorld()));
beforeEach(() => void (world.log.length = 0));
afterAll(() => world.close());

/** The call of one operation that can be wrong in every way there is. */
interface Attempt {
  principal: Principal;
  parts: Partial<Call>;
  state: { sealed: boolean };
}

/** In the order in which they are refused. Each fault spoils a call that would have gone well. */
const FAULTS: readonly { name: string; code: string; spoil: (attempt: Attempt) => void }[] = [
  {
    name: 'the deadline has passed',
    code: 'deadline_exceeded',
    spoil: ({ parts }) => void Object.assign(parts, { deadline: Date.now() - 1 }),
  },
  { name: 'nobody is signed in', code: 'unauthorized', spoil: (attempt) => void (attempt.principal = anonymous) },
  { name: 'there is no such note', code: 'note_not_found', spoil: ({ parts }) => void Object.assign(parts, { params: { id: MISSING } }) },
  {
    name: 'the role may not',
    code: 'forbidden',
    spoil: (attempt) => void (attempt.principal = attempt.principal.kind === 'anonymous' ? anonymous : member('reader', ORGANIZATION)),
  },
  { name: 'the query is wrong', code: 'invalid_query', spoil: ({ parts }) => void Object.assign(parts, { query: { mode: 'gentle' } }) },
  {
    name: 'the key is missing',
    code: 'idempotency_key_required',
    spoil: ({ parts }) => void delete (parts as { idempotencyKey?: string }).idempotencyKey,
  },
  { name: 'the body is wrong', code: 'invalid_body', spoil: ({ parts }) => void Object.assign(parts, { body: { reason: '' } }) },
  { name: 'If-Match is missing', code: 'if_match_required', spoil: ({ parts }) => void delete (parts as { ifMatch?: string }).ifMatch },
  {
    name: 'the version is another',
    code: 'version_mismatch',
    spoil: ({ parts }) => void ('ifMatch' in parts && Object.assign(parts, { ifMatch: '"7"' })),
  },
  { name: 'the state forbids it', code: 'note_sealed', spoil: ({ state }) => void (state.sealed = true) },
];

async function attempt(...faults: (typeof FAULTS)[number][]): Promise<unknown> {
  const made: Attempt = {
    principal: member('sealer', ORGANIZATION),
    parts: { query: {}, body: { reason: 'because' }, ifMatch: '"1"', idempotencyKey: randomUUIDv7() },
    state: { sealed: false },
  };
  const id = await world.note(ORGANIZATION);
  Object.assign(made.parts, { params: { id } });
  for (const fault of faults) fault.spoil(made);
  if (made.state.sealed) await world.database.sql('update notes.note set sealed = true where id = $1', [id]);
  return world.call('sealNote', made.principal, made.parts);
}

describe('the order of refusals', () => {
  test('a call without a fault goes through', async () => {
    expect(await attempt()).toMatchObject({ status: 200, headers: { etag: '"2"' } });
  });

  test.for(FAULTS.map((fault) => [fault.name, fault] as const))('%s: refused for that', async ([, fault]) => {
    await expect(attempt(fault)).rejects.toMatchObject({ code: fault.code });
  });

  const pairs = FAULTS.flatMap((first, index) =>
    FAULTS.slice(index + 1).map((second) => [first.name, second.name, first, second] as const),
  );

  test.for(pairs)('%s and %s: refused for the first', async ([, , first, second]) => {
    await expect(attempt(second, first)).rejects.toMatchObject({ code: first.code });
  });
});

describe('who may know', () => {
  test('a foreign, a sister’s and a missing note are refused alike', async () => {
    const reader = member('reader', ORGANIZATION);
    const belowMe = await world.note(SISTER, randomUUIDv7());
    const refusals = await Promise.all(
      [belowMe, MISSING].map((id) =>
        world.call('getNote', reader, { params: { id } }).catch((error: unknown) => ({ ...(error as object) })),
      ),
    );
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject({ code: 'note_not_found' });
  });

  test('a GET whose handler forgot to narrow itself shows nothing to whom the permission is missing', async () => {
    const id = await world.note(ORGANIZATION);
    expect(await world.call('exposeNote', member('sealer', ORGANIZATION), { params: { id } })).toMatchObject({ body: { title: 'a note' } });
    for (const principal of [member('reader', ORGANIZATION), staff('cleaner')]) {
      await expect(world.call('exposeNote', principal, { params: { id } })).rejects.toMatchObject({ code: 'note_not_found' });
    }
  });

  test('what only services may call does not exist for others', async () => {
    for (const principal of [anonymous, member('sealer', ORGANIZATION), staff('clerk')]) {
      await expect(world.call('countNotes', principal)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await world.call('countNotes', { kind: 'service', id: 'x' })).body).toMatchObject({ count: expect.any(Number) });
    await expect(world.call('noSuchOperation', staff('clerk'))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what asks for a user takes neither nobody nor a machine', async () => {
    await expect(world.call('whoAmI', anonymous)).rejects.toMatchObject({ code: 'unauthorized' });
    const machine: Principal = { kind: 'machine', id: 'm', scopes: ['notes:write'], organization: null };
    await expect(world.call('whoAmI', machine)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('who holds the permission nowhere is forbidden a list, not shown an empty one', async () => {
    await expect(world.call('listNotes', member('guest', ORGANIZATION))).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a permission group that the owner switched off is not held', async () => {
    const principal = member('reader', ORGANIZATION);
    if (principal.kind !== 'user') throw new Error('a member is a user');
    const [membership] = principal.memberships;
    const without: Principal = { ...principal, memberships: [{ ...membership!, disabled: ['notes'] }] };
    await expect(world.call('listNotes', without)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('an id that is none is not found', async () => {
    await expect(world.call('getNote', staff('clerk'), { params: { id: "1' or true --" } })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('unknown and wrong input', () => {
  const clerk = staff('clerk');

  test('is named by pointer, every fault at once', async () => {
    const body = { organization_id: 'none', labels: [{ text: 'ok', 'a/b~': 1 }, { text: 5 }], colour: 'red' };
    const refusal: unknown = await world.call('createNote', clerk, { body }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'invalid_body' });
    const { errors } = refusal as { errors: { pointer: string; code: string }[] };
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()).toEqual([
      '/colour unknown_field',
      '/labels/0/a~1b~0 unknown_field',
      '/labels/1/text wrong_type',
      '/organization_id invalid_format',
      '/title required',
    ]);
  });

  test.for([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'title'],
    ['a hidden prototype', JSON.parse(`{"organization_id": "${MISSING}", "title": "x", "__proto__": {"admin": true}}`)],
    ['a constructor', JSON.parse(`{"organization_id": "${MISSING}", "title": "x", "constructor": 1}`)],
  ])('%s as a body is refused', async ([, body]) => {
    await expect(world.call('createNote', clerk, { body })).rejects.toMatchObject({ code: 'invalid_body' });
  });

  test.for([
    [{ colour: 'green' }, '?colour', 'not_allowed'],
    [{ sealed: 'maybe' }, '?sealed', 'wrong_type'],
    [{ stars: '1.5' }, '?stars', 'wrong_type'],
    [{ stars: '99999999999999999999' }, '?stars', 'wrong_type'],
    [{ limit: '0' }, '?limit', 'too_small'],
    [{ limit: '201' }, '?limit', 'too_large'],
    [{ sort: 'sealed' }, '?sort', 'not_allowed'],
    [{ cabinet_id: 'x' }, '?cabinet_id', 'invalid_format'],
    [{ color: 'red' }, '?color', 'unknown_field'],
    [JSON.parse('{"__proto__": ["x"]}'), '?__proto__', 'unknown_field'],
    [JSON.parse('{"constructor": "x"}'), '?constructor', 'unknown_field'],
  ] as const)('the query %o is refused', async ([query, pointer, code]) => {
    const refusal: unknown = await world.call('listNotes', clerk, { query }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'invalid_query' });
    const { errors } = refusal as { errors: { pointer: string; code: string }[] };
    expect(errors[0]?.pointer.startsWith(pointer)).toBe(true);
    expect(errors[0]?.code).toBe(code);
  });

  test('a query where none is expected is refused', async () => {
    await expect(world.call('whoAmI', clerk, { query: { verbose: '1' } })).rejects.toMatchObject({
      code: 'invalid_query',
      errors: [{ pointer: '?verbose', code: 'unknown_field' }],
    });
  });

  test('a query is converted to what its schema says', async () => {
    const query = { sealed: 'false', stars: '5', colour: 'red,blue', limit: '2', count: 'true' };
    await expect(world.call('listNotes', clerk, { query })).resolves.toMatchObject({ body: { total: expect.any(Number) } });
  });
});

describe('a handler that is wrong', () => {
  test('answers its declared problems as they are', async () => {
    await expect(world.call('breakNote', anonymous, { query: { how: 'declared' } })).rejects.toMatchObject({ code: 'notes_full' });
    expect(world.log).toEqual([]);
  });

  test.for(['undeclared', 'bug', 'wrong answer'])('%s: an internal error to the caller, the reason to the log', async (how) => {
    await expect(world.call('breakNote', anonymous, { query: { how } })).rejects.toMatchObject({ code: 'internal_error' });
    expect(world.log).toHaveLength(1);
    expect(JSON.parse(world.log[0]!)).toMatchObject({ operation: 'breakNote', request_id: 'the-request', service: 'notes' });
  });

  test('a constraint’s message in the log does not repeat the values', async () => {
    await world.database.sql('create unique index note_title_once on notes.note (title) where title like $$secret%$$');
    const body = { organization_id: ORGANIZATION, title: 'secret@example.org' };
    await world.call('createNote', staff('clerk'), { body });
    await expect(world.call('createNote', staff('clerk'), { body })).rejects.toMatchObject({ code: 'internal_error' });
    expect(world.log.join('')).toContain('note_title_once');
    expect(world.log.join('')).not.toContain('secret@example.org');
    await world.database.sql('drop index notes.note_title_once');
  });
});

describe('If-Match', () => {
  test.for([
    ['"1"', undefined],
    ['*', undefined],
    ['W/"1"', 'version_mismatch'],
    ['1', 'version_mismatch'],
    ['"1", "2"', 'version_mismatch'],
    ['"01x"', 'version_mismatch'],
    ['"9999999999999999999"', 'version_mismatch'],
    ['', 'version_mismatch'],
  ] as const)('%s', async ([ifMatch, code]) => {
    const id = await world.note(ORGANIZATION);
    const sealing = world.call('sealNote', member('sealer', ORGANIZATION), {
      params: { id },
      body: { reason: 'because' },
      idempotencyKey: randomUUIDv7(),
      ifMatch,
    });
    if (code) await expect(sealing).rejects.toMatchObject({ code });
    else await expect(sealing).resolves.toMatchObject({ headers: { etag: '"2"' } });
  });

  test('two at once: one wins, the other is told', async () => {
    const id = await world.note(ORGANIZATION);
    const results = await Promise.allSettled(
      [1, 2].map(() =>
        world.call('sealNote', member('sealer', ORGANIZATION), {
          params: { id },
          body: { reason: 'x' },
          idempotencyKey: randomUUIDv7(),
          ifMatch: '"1"',
        }),
      ),
    );
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({ reason: { code: 'version_mismatch' } });
  });
});
