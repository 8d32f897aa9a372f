/** The part of the shared suite that is about keys and their order. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../src/store.ts';
import { anyKey } from './any-key.ts';
import { contentsOf, freshFolder, keysOf, refusal } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeKeys(subject: () => StoreUnderTest): void {
  it.each(['', '/a', '..', 'a/../b', '../a', 'a/..', './a', 'a/./b', 'a\0b', 'a\nb', 'a\u007f', 'a\uffff', '\ud800', 'я'.repeat(451)])(
    'refuses the key %j everywhere',
    async (key) => {
      const { store } = subject();
      const refused = refusal('invalid_key');
      await expect(store.put(key, Buffer.from('x'))).rejects.toEqual(refused);
      await expect(store.get(key)).rejects.toEqual(refused);
      await expect(store.head(key)).rejects.toEqual(refused);
      await expect(store.delete(key)).rejects.toEqual(refused);
    },
  );

  it('keeps apart keys that file systems would fold', async () => {
    const { store } = subject();
    const folder = freshFolder();
    const names = [
      'a',
      'A',
      'a/b',
      'a/B/c',
      'a.o',
      'a.d',
      'a/b.o',
      'a//b',
      'a/',
      'é',
      'e\u0301',
      '=41',
      'con',
      ' a',
      'a ',
      '...',
      '+',
      '%2e%2e',
      'a?b#c&d',
      'ß',
      'ss',
      '😀',
    ];
    const keys = names.map((name) => folder + name);
    await Promise.all(keys.map((key) => store.put(key, Buffer.from(key))));
    expect((await keysOf(store, folder)).toSorted()).toEqual(keys.toSorted());
    for (const key of keys) expect((await contentsOf(store, key)).toString()).toBe(key);
  });

  it('accepts a key of 900 bytes, also with contents in several parts', async () => {
    const { store } = subject();
    const key = freshFolder().padEnd(900, 'A');
    const contents = Buffer.alloc(9_000_000, 1);
    await store.put(key, contents);
    expect((await store.head(key))?.size).toBe(contents.length);
    expect(await keysOf(store, key.slice(0, 890))).toEqual([key]);
  });

  it('finds any objects again, in the order of their bytes, and none after they are deleted', async () => {
    const { store, samples } = subject();
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyKey(), { maxLength: 6 }), async (names) => {
        const folder = freshFolder();
        const keys = names.map((name) => folder + name);
        await Promise.all(keys.map((key) => store.put(key, Buffer.from(key))));
        expect(await keysOf(store, folder)).toEqual(inOrder(keys));
        for (const key of keys) expect((await contentsOf(store, key)).toString()).toBe(key);
        await Promise.all(keys.map((key) => store.delete(key)));
        expect(await keysOf(store, folder)).toEqual([]);
      }),
      { numRuns: samples },
    );
  });
}

function inOrder(keys: readonly string[]): string[] {
  return keys.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

export function describeListing(subject: () => StoreUnderTest): void {
  it('lists by prefix, after a key, up to a limit', async () => {
    const { store } = subject();
    const folder = freshFolder();
    const long = 'x'.repeat(80);
    const names = [long, `${long}-`, `${long}/a`, `${long}0`, 'a', 'a-b', 'a.b', 'a/b', 'a/b/c', 'aa', 'b', 'Я', '\uff61', '😀'];
    const keys = inOrder(names.map((name) => folder + name));
    await Promise.all(keys.map((key) => store.put(key, Buffer.from('x'))));
    const starts = [undefined, '', 'a', 'a/', 'a/b', 'a0', 'zz', '😀'];
    const cases = ['', 'a', 'a/', 'a/b', 'b', 'no', '😀'].flatMap((prefix) => starts.map((startAfter) => ({ prefix, startAfter })));
    const limits = [undefined, 0, 2];
    for (const [index, { prefix, startAfter }] of cases.entries()) {
      const limit = limits[index % limits.length];
      const options = { ...(startAfter !== undefined && { startAfter: folder + startAfter }), ...(limit !== undefined && { limit }) };
      const listed = await Array.fromAsync(store.list({ prefix: folder + prefix, ...options }), ({ key }) => key);
      const expected = keys.filter((key) => key.startsWith(folder + prefix) && inOrder([key, folder + (startAfter ?? '')])[0] !== key);
      expect(listed, `${prefix} after ${startAfter} limit ${limit}`).toEqual(expected.slice(0, limit));
    }
  });

  it('goes on over as many pages as it takes', async () => {
    const { store } = subject();
    const folder = freshFolder();
    const keys = Array.from({ length: 130 }, (_, index) => `${folder}${String(index).padStart(3, '0')}`);
    await putMany(store, keys);
    expect(await keysOf(store, folder)).toEqual(keys);
    expect(await Array.fromAsync(store.list({ prefix: folder, limit: 120 }), ({ key }) => key)).toEqual(keys.slice(0, 120));
  });
}

async function putMany(store: Store, keys: readonly string[]): Promise<void> {
  for (let index = 0; index < keys.length; index += 16) {
    await Promise.all(keys.slice(index, index + 16).map((key) => store.put(key, Buffer.from('x'))));
  }
}
