import fc from 'fast-check';
import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCursorSigner } from '../src/cursor.ts';
import { member, openWorld, staff, type World } from './fixture/world.ts';

const signer = createCursorSigner('a secret');
const position = fc.record({ key: fc.string({ unit: 'binary' }), id: fc.uuid() });
const INVALID = { code: 'invalid_cursor' };

describe('a cursor', () => {
  test('opens to the position that it was made of, for the same query only', () => {
    fc.assert(
      fc.property(position, fc.string(), fc.string(), (where, query, other) => {
        const cursor = signer.sign(where, query);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(signer.open(cursor, query)).toEqual(where);
        if (other !== query) expect(() => signer.open(cursor, other)).toThrow(expect.objectContaining(INVALID));
      }),
    );
  });

  test('with any byte changed, cut off or added is refused', () => {
    fc.assert(
      fc.property(
        position,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        (where, place, flip, more) => {
          const cursor = signer.sign(where, 'q');
          const bytes = Buffer.from(cursor, 'base64url');
          const flipped = Buffer.from(bytes);
          flipped[place % bytes.length] = flipped[place % bytes.length]! ^ flip;
          const spoilt = [flipped, bytes.subarray(0, place % bytes.length), Buffer.concat([bytes, more])].map((forged) =>
            forged.toString('base64url'),
          );
          for (const forged of [...spoilt, `${cursor}=`, ` ${cursor}`, cursor.slice(0, -1)]) {
            expect(() => signer.open(forged, 'q')).toThrow(expect.objectContaining(INVALID));
          }
        },
      ),
    );
  });

  test('of another installation, or any text at all, is refused', () => {
    const foreign = createCursorSigner('another secret');
    fc.assert(
      fc.property(position, fc.string(), (where, text) => {
        expect(() => signer.open(foreign.sign(where, 'q'), 'q')).toThrow(expect.objectContaining(INVALID));
        expect(() => signer.open(text, 'q')).toThrow(expect.objectContaining(INVALID));
      }),
    );
  });

  test('is bound to where its query ends: parts cannot be shifted between query and position', () => {
    const cursor = signer.sign({ key: 'k', id: 'i' }, 'ab');
    for (const query of ['a', 'ab\n', 'abc', '']) expect(() => signer.open(cursor, query)).toThrow(expect.objectContaining(INVALID));
  });
});

describe('a list', () => {
  const ORGANIZATION = randomUUIDv7();
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    for (const title of ['d', 'a', 'c', 'b', 'e']) await world.note(ORGANIZATION, ORGANIZATION, title);
  });
  afterAll(() => world.close());

  interface Listed {
    items: { title: string }[];
    next_cursor: string | null;
    total?: number;
  }

  async function list(principal: ReturnType<typeof member>, query: object): Promise<Listed> {
    return (await world.call('listNotes', principal, { query })).body as Listed;
  }

  test('is read page by page, with a limit that may change on the way', async () => {
    const reader = member('reader', ORGANIZATION);
    const first = await list(reader, { limit: 2, sort: '-title', count: true });
    expect(first).toMatchObject({ items: [{ title: 'e' }, { title: 'd' }], total: 5 });
    const second = await list(reader, { limit: 3, sort: '-title', cursor: first.next_cursor });
    expect(second.items.map((item) => item.title)).toEqual(['c', 'b', 'a']);
    expect(second).toMatchObject({ next_cursor: null });
    expect(second).not.toHaveProperty('total');
  });

  test('refuses the cursor of another caller, sort, filter or cabinet', async () => {
    const reader = member('reader', ORGANIZATION);
    const { next_cursor: cursor } = await list(reader, { limit: 2 });
    const refused = { code: 'invalid_cursor' };
    for (const query of [{ sort: '-title' }, { sealed: 'true' }, { cabinet_id: ORGANIZATION }, { colour: 'red' }]) {
      await expect(list(reader, { ...query, cursor })).rejects.toMatchObject(refused);
    }
    await expect(list(member('reader', ORGANIZATION), { cursor })).rejects.toMatchObject(refused);
    await expect(list(staff('clerk'), { cursor })).rejects.toMatchObject(refused);
    await expect(list(reader, { cursor: 'x' })).rejects.toMatchObject(refused);
    await expect(list(reader, { cursor })).resolves.toMatchObject({ items: [{ title: 'c' }, { title: 'd' }, { title: 'e' }] });
  });
});
