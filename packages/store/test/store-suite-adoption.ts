import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { contentsOf, freshFolder, keysOf, refusal } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeAdoption(subject: () => StoreUnderTest): void {
  it('takes an object over under another key, and what happens to the first one is nothing to it', async () => {
    const { store } = subject();
    const [from, to] = [`${freshFolder()}файл +1.iso`, `${freshFolder()}kept`];
    const contents = randomBytes(70_000);
    const { etag, sha256 } = await store.put(from, contents, { contentType: 'text/plain', metadata: { team: 'ОС' } });
    const adopted = await store.adopt({ store, key: from, etag }, to);
    expect(adopted).toMatchObject({ key: to, size: 70_000, sha256, content_type: 'text/plain', metadata: { team: 'ОС' } });
    await store.put(from, Buffer.from('other'));
    expect((await contentsOf(store, to)).equals(contents)).toBe(true);
    await store.delete(from);
    expect((await contentsOf(store, to)).equals(contents)).toBe(true);
    expect(await store.head(to)).toMatchObject({ key: to, sha256 });
    expect(await keysOf(store, to)).toEqual([to]);
  });

  it('does not take over what changed or is gone', async () => {
    const { store } = subject();
    const [from, to] = [`${freshFolder()}a`, `${freshFolder()}kept`];
    const { etag } = await store.put(from, Buffer.from('first'));
    await store.put(from, Buffer.from('second'));
    await expect(store.adopt({ store, key: from, etag }, to)).rejects.toEqual(refusal('changed'));
    await store.delete(from);
    await expect(store.adopt({ store, key: from, etag }, to)).rejects.toEqual(refusal('not_found'));
    expect(await store.head(to)).toBeUndefined();
  });

  it('lists entries that say what the objects do', async () => {
    const { store } = subject();
    const folder = freshFolder();
    for (const name of ['a', 'б', 'c']) await store.put(`${folder}${name}`, Buffer.from(name));
    const objects = await Array.fromAsync(store.list({ prefix: folder }));
    const entries = await Array.fromAsync(store.entries({ prefix: folder }));
    expect(entries.map(({ key, size, etag }) => ({ key, size, etag }))).toEqual(
      objects.map(({ key, size, etag }) => ({ key, size, etag })),
    );
    expect(await Array.fromAsync(store.entries({ prefix: folder, limit: 2 }))).toEqual(entries.slice(0, 2));
  });
}
