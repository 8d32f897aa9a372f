/** What every store must do; each implementation runs it against its real self. */
import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Chunks, PutOptions, StoredObject } from '../src/store.ts';
import { describeAdoption } from './store-suite-adoption.ts';
import { describeKeys, describeListing } from './store-suite-keys.ts';
import { contentsOf, freshFolder, keysOf, refusal, sha256 } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeStore(subject: () => StoreUnderTest): void {
  const put = (key: string, body: Readable | Uint8Array, options?: PutOptions): Promise<StoredObject> =>
    subject().store.put(key, body, options);
  describe('contents', () => describeContents(subject, put));
  describe('refusals', () => describeRefusals(subject, put));
  describe('ranges', () => describeRanges(subject));
  describe('keys', () => describeKeys(subject));
  describe('adoption', () => describeAdoption(subject));
  describe('listing', () => describeListing(subject));
  describe('large contents', () => describeLargeContents(subject));
}

type Put = (key: string, body: Readable | Uint8Array, options?: PutOptions) => Promise<StoredObject>;

function describeContents(subject: () => StoreUnderTest, put: Put): void {
  it('gives back contents and facts, the same by put, head, get and list', async () => {
    const { store } = subject();
    const key = `${freshFolder()}отчёт.pdf`;
    const contents = randomBytes(70_000);
    const metadata = { name: 'Отчёт № 5.pdf', 'uploaded-by': 'a=b, "c" %41 \n' };
    const before = Date.now() - 2_000;
    const stored = await put(key, Readable.from([contents.subarray(0, 5), contents.subarray(5)]), {
      contentType: 'application/pdf',
      metadata,
    });
    expect(stored).toMatchObject({ key, size: 70_000, sha256: sha256(contents), content_type: 'application/pdf', metadata });
    expect(stored.modified_at.getTime()).toBeGreaterThan(before);
    expect(stored.etag).toMatch(/^[^"]+$/u);
    expect(await store.head(key)).toEqual(stored);
    const { object, body } = await store.get(key);
    expect(object).toEqual(stored);
    expect((await buffer(body)).equals(contents)).toBe(true);
    const read = await store.read(key);
    expect(read.object).toEqual(stored);
    expect((await copyOf(read.chunks)).equals(contents)).toBe(true);
    expect(await Array.fromAsync(store.list({ prefix: key }))).toEqual([stored]);
  });

  it.each([
    ['an array', () => new Uint8Array()],
    ['a stream', () => Readable.from([])],
  ])('keeps %s of no bytes', async (_, empty) => {
    const { store } = subject();
    const key = `${freshFolder()}empty`;
    expect(await put(key, empty())).toMatchObject({
      size: 0,
      sha256: sha256(Buffer.alloc(0)),
      content_type: 'application/octet-stream',
      metadata: {},
    });
    expect(await contentsOf(store, key)).toHaveLength(0);
    expect(await copyOf((await store.read(key)).chunks)).toHaveLength(0);
    await expect(store.get(key, { range: { start: 0 } })).rejects.toEqual(refusal('range_not_satisfiable'));
  });

  it('replaces an object whole: contents, type, metadata and etag', async () => {
    const { store } = subject();
    const key = `${freshFolder()}a`;
    const first = await put(key, Buffer.from('first, and longer'), { contentType: 'text/plain', metadata: { old: 'yes' } });
    const second = await put(key, Buffer.from('second'), { contentType: 'text/html' });
    expect(second).toMatchObject({ size: 6, content_type: 'text/html', metadata: {} });
    expect(second.etag).not.toBe(first.etag);
    expect(await store.head(key)).toEqual(second);
    expect((await contentsOf(store, key)).toString()).toBe('second');
  });

  it('keeps one whole object when several put the same key at once', async () => {
    const { store } = subject();
    const key = `${freshFolder()}contested`;
    const bodies = Array.from({ length: 5 }, () => randomBytes(100_000));
    await Promise.all(bodies.map((body) => put(key, Readable.from([body]))));
    const kept = await contentsOf(store, key);
    expect(bodies.map(sha256)).toContain(sha256(kept));
    expect((await store.head(key))?.sha256).toBe(sha256(kept));
  });

  it('deletes, and does not mind deleting what is not there', async () => {
    const { store } = subject();
    const key = `${freshFolder()}a/b/c`;
    await put(key, Buffer.from('x'));
    await store.delete(key);
    expect(await store.head(key)).toBeUndefined();
    await expect(store.get(key)).rejects.toEqual(refusal('not_found'));
    await store.delete(key);
  });

  it('ends a body that is being read when its signal says so', async () => {
    const { store } = subject();
    const key = `${freshFolder()}long`;
    await put(key, randomBytes(4_000_000));
    const controller = new AbortController();
    const { body } = await store.get(key, { signal: controller.signal });
    controller.abort();
    await expect(buffer(body)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(store.get(key, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    const reading = new AbortController();
    const { chunks } = await store.read(key, { signal: reading.signal });
    const read = (async () => {
      for await (const _chunk of chunks) reading.abort();
    })();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });
}

function describeRefusals(subject: () => StoreUnderTest, put: Put): void {
  const contents = Buffer.from('what was meant');
  it.each<[string, PutOptions]>([
    ['another sha256', { sha256: sha256(Buffer.from('something else')) }],
    ['more bytes than declared', { size: contents.length - 1 }],
    ['fewer bytes than declared', { size: contents.length + 1 }],
    ['the sha256 declared but not the size', { sha256: sha256(contents), size: 1 }],
  ])('refuses contents with %s and leaves nothing behind', async (_, options) => {
    const { store } = subject();
    const folder = freshFolder();
    await put(`${folder}old`, Buffer.from('old'));
    for (const body of [contents, Readable.from([contents])]) {
      await expect(put(`${folder}new`, body, options)).rejects.toEqual(refusal('checksum_mismatch'));
    }
    await expect(put(`${folder}old`, contents, options)).rejects.toEqual(refusal('checksum_mismatch'));
    expect(await keysOf(store, folder)).toEqual([`${folder}old`]);
    expect((await contentsOf(store, `${folder}old`)).toString()).toBe('old');
  });

  it('stops reading a body without end as soon as it is larger than declared', async () => {
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (; given < 1_000; given += 1) yield Buffer.alloc(100_000);
      })(),
    );
    await expect(put(`${freshFolder()}a`, endless, { size: 1_000_000 })).rejects.toEqual(refusal('checksum_mismatch'));
    expect(given).toBeLessThan(100);
  });

  it('accepts contents that are as declared, whatever the case of the digest', async () => {
    const key = `${freshFolder()}a`;
    const stored = await put(key, Readable.from([contents]), { sha256: sha256(contents).toUpperCase(), size: contents.length });
    expect(stored).toMatchObject({ sha256: sha256(contents), size: contents.length });
  });

  it.each([{}, { sha256: sha256(contents) }])(
    'passes on the error of a body that breaks, and leaves nothing behind (%o)',
    async (options) => {
      const folder = freshFolder();
      const broken = Object.assign(new Error('the sender hung up'), { code: 'ECONNRESET', syscall: 'read' });
      const body = Readable.from(
        (async function* () {
          yield Buffer.alloc(100_000);
          throw broken;
        })(),
      );
      await expect(put(`${folder}a`, body, options)).rejects.toBe(broken);
      expect(await keysOf(subject().store, folder)).toEqual([]);
    },
  );

  it.each<[string, PutOptions]>([
    ['a content type that would end the header', { contentType: 'text/plain\r\nx: y' }],
    ['a name of metadata in capitals', { metadata: { Name: 'x' } }],
    ['a name that is ours', { metadata: { sha256: 'x' } }],
    ['too long a value', { metadata: { name: 'я'.repeat(43) } }],
    ['a lone surrogate', { metadata: { name: '\ud800' } }],
    ['too much of it', { metadata: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`n${index}`, 'x'.repeat(256)])) }],
  ])('refuses %s', async (_, options) => {
    const key = `${freshFolder()}a`;
    await expect(put(key, contents, options)).rejects.toThrow(TypeError);
    expect(await subject().store.head(key)).toBeUndefined();
  });
}

function describeRanges(subject: () => StoreUnderTest): void {
  it('gives exactly the bytes of any range, and the facts of the whole object', async () => {
    const { store, samples } = subject();
    const key = `${freshFolder()}a`;
    const contents = randomBytes(1_000);
    const stored = await store.put(key, contents);
    const position = fc.integer({ min: 0, max: 1_200 });
    await fc.assert(
      fc.asyncProperty(position, fc.option(position, { nil: undefined }), async (start, end) => {
        const range = end === undefined ? { start } : { start, end };
        const outside = start >= contents.length || (end !== undefined && end < start);
        if (outside) {
          await expect(store.get(key, { range })).rejects.toEqual(refusal('range_not_satisfiable'));
          await expect(store.read(key, { range })).rejects.toEqual(refusal('range_not_satisfiable'));
          return;
        }
        const { object, body } = await store.get(key, { range });
        expect(object).toEqual(stored);
        const wanted = contents.subarray(start, end === undefined ? undefined : end + 1);
        expect((await buffer(body)).equals(wanted)).toBe(true);
        expect((await copyOf((await store.read(key, { range })).chunks)).equals(wanted)).toBe(true);
      }),
      {
        numRuns: samples,
        examples: [
          [0, 0],
          [0, undefined],
          [999, 999],
          [999, 5_000],
          [1_000, undefined],
          [5, 4],
        ],
      },
    );
  });

  it.each([{ start: -1 }, { start: 0.5 }, { start: 0, end: Number.NaN }])('refuses %o', async (range) => {
    await expect(subject().store.get('any', { range })).rejects.toEqual(refusal('range_not_satisfiable'));
  });
}

/** What was read, in memory of its own. */
async function copyOf(chunks: Chunks): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks, (chunk) => Buffer.from(chunk)));
}

/** Bytes that are not all alike, made as they are read. */
function* manyBytes(size: number): Generator<Buffer> {
  const block = randomBytes(1 << 18);
  for (let left = size; left > 0; left -= block.length) yield block.subarray(0, left);
}

function describeLargeContents(subject: () => StoreUnderTest): void {
  const size = 160 * 1024 * 1024;
  // Below the whole by more than what the garbage collector leaves lying about.
  const most = 128 * 1024 * 1024;

  it('streams them: they are never in memory as a whole', { timeout: 60_000 }, async () => {
    const { store } = subject();
    const key = `${freshFolder()}release.iso`;
    let highest = 0;
    const base = process.memoryUsage().arrayBuffers;
    const measure = (): number => (highest = Math.max(highest, process.memoryUsage().arrayBuffers - base));
    const hash = createHash('sha256');
    const source = Readable.from(
      (function* () {
        for (const chunk of manyBytes(size)) {
          measure();
          hash.update(chunk);
          yield chunk;
        }
      })(),
    );
    const stored = await store.put(key, source);
    expect(stored).toMatchObject({ size, sha256: hash.digest('hex') });
    let read = 0;
    const { body } = await store.get(key);
    for await (const chunk of body) {
      measure();
      read += (chunk as Buffer).length;
    }
    expect(read).toBe(size);
    const again = createHash('sha256');
    for await (const chunk of (await store.read(key)).chunks) {
      measure();
      again.update(chunk);
    }
    expect(again.digest('hex')).toBe(stored.sha256);
    expect(highest).toBeLessThan(most);
    await store.delete(key);
  });

  it('refuses them at their end as well, and leaves nothing behind', { timeout: 60_000 }, async () => {
    const { store } = subject();
    const folder = freshFolder();
    const damaged = store.put(`${folder}a`, Readable.from(manyBytes(20_000_000)), { sha256: sha256(Buffer.from('other')) });
    await expect(damaged).rejects.toEqual(refusal('checksum_mismatch'));
    expect(await keysOf(store, folder)).toEqual([]);
  });
}
