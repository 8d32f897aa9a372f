/** Objects as files below one folder; several processes may use it at once. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addAbortSignal, pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { checkRange, rangeWithin } from './byte-range.ts';
import { ContentCheck } from './content-check.ts';
import { moveInto, removeFrom } from './durable-files.ts';
import { CHUNK, chunksOf } from './file-chunks.ts';
import { fileError, onDisk } from './file-error.ts';
import { objectPath } from './file-path.ts';
import { objectFiles } from './list-files.ts';
import { readDescription, writeContent, writeDescription } from './object-file.ts';
import { checkKey } from './object-key.ts';
import { putFacts } from './put-facts.ts';
import { StoreError } from './store-error.ts';
import type { Chunks, GetOptions, ListOptions, PutOptions, Store, StoredEntry, StoredObject } from './store.ts';

export interface FileStoreConfig {
  /** Made when missing. Must lie on one local file system, as renames are not atomic across two. */
  readonly directory: string;
}

interface Folders {
  readonly objects: string;
  readonly unfinished: string;
}

/** Unfinished files are touched with every write; older ones belong to a process that was killed. */
const abandonedAfterMs = 24 * 3600 * 1000;

/** Bounds of streams are inclusive, so that no bytes cannot be asked for; behind the end of a file there are none. */
const behindContent = { start: 2 ** 40 };

/** Opens a store of files. A put is on disk when it returns; a kill at any moment leaves the old object or the new one. */
export function createFileStore({ directory }: FileStoreConfig): Store {
  const root = resolve(directory);
  const folders: Folders = { objects: join(root, 'objects'), unfinished: join(root, 'unfinished') };
  let swept = false;
  const store: Store = {
    async put(key, body, options = {}) {
      await onDisk(mkdir(folders.unfinished, { recursive: true, mode: 0o700 }));
      if (!swept) {
        swept = true;
        await onDisk(removeAbandoned(folders.unfinished));
      }
      return putFile(folders, key, body, options);
    },
    get: (key, options = {}) => getFile(folders, key, options),
    read: (key, options = {}) => readFile(folders, key, options),
    head: (key) => headFile(folders, key),
    delete: (key) => deleteFile(folders, key),
    list: (options) => listFiles(folders, options),
    entries: (options) => listEntries(folders, options),
    adopt: (from, key) => adoptFile(folders, from, key),
    signedUrl: async () => undefined,
  };
  opened.set(store, folders);
  return store;
}

/** The folders of the stores of this process, for those that take over each other's files. */
const opened = new WeakMap<Store, Folders>();

/** The object's file; throws StoreError `invalid_key`. */
function pathOf(folders: Folders, key: string): string {
  checkKey(key);
  return join(folders.objects, ...objectPath(key));
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
  }
}

async function putFile(folders: Folders, key: string, body: Readable | Uint8Array, options: PutOptions): Promise<StoredObject> {
  const path = pathOf(folders, key);
  const { contentType, metadata } = putFacts(options);
  const unfinished = join(folders.unfinished, randomUUID());
  const file = await onDisk(open(unfinished, 'wx', 0o600));
  try {
    const content = await writeContent(file, body, options);
    const stored = await writeDescription(file, { key, ...content, content_type: contentType, metadata });
    await onDisk(moveInto(folders.objects, unfinished, path));
    return stored;
  } finally {
    await file.close();
    await rm(unfinished, { force: true });
  }
}

async function headFile(folders: Folders, key: string): Promise<StoredObject | undefined> {
  return describeFile(pathOf(folders, key), key);
}

/** Undefined when the file is gone. */
async function describeFile(path: string, key: string): Promise<StoredObject | undefined> {
  try {
    await using file = await openObject(path);
    return await readDescription(file, key);
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'not_found') return undefined;
    throw error;
  }
}

function openObject(path: string): Promise<FileHandle> {
  return onDisk(open(path, 'r'));
}

async function deleteFile(folders: Folders, key: string): Promise<void> {
  await onDisk(removeFrom(folders.objects, pathOf(folders, key)));
}

async function getFile(folders: Folders, key: string, options: GetOptions): Promise<{ object: StoredObject; body: Readable }> {
  const { file, object, part } = await openPart(folders, key, options);
  const expected = options.range === undefined ? object : { size: part.end - part.start + 1 };
  const bytes = file.createReadStream({ ...(part.end < 0 ? behindContent : part), highWaterMark: CHUNK });
  const body = pipeline(bytes, new ContentCheck(expected, fileError), () => undefined);
  return { object, body: options.signal === undefined ? body : addAbortSignal(options.signal, body) };
}

async function readFile(folders: Folders, key: string, options: GetOptions): Promise<{ object: StoredObject; chunks: Chunks }> {
  const { file, object, part } = await openPart(folders, key, options);
  return { object, chunks: chunksOf(file, part, options.signal) };
}

/** Opens the object's file, which is to be closed, and finds the range in it; without one all of it. */
async function openPart(folders: Folders, key: string, { range, signal }: GetOptions) {
  if (range !== undefined) checkRange(range);
  signal?.throwIfAborted();
  const file = await openObject(pathOf(folders, key));
  try {
    const object = await readDescription(file, key);
    const part = range === undefined ? { start: 0, end: object.size - 1 } : rangeWithin(range, object.size);
    return { file, object, part };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* listFiles(folders: Folders, { prefix, startAfter, limit = Infinity }: ListOptions): AsyncGenerator<StoredObject> {
  let left = limit;
  for await (const { path, key } of objectFiles(folders.objects, prefix, startAfter)) {
    if (left <= 0) return;
    const stored = await describeFile(path, key);
    if (stored === undefined) continue;
    left -= 1;
    yield stored;
  }
}

async function* listEntries(folders: Folders, options: ListOptions): AsyncGenerator<StoredEntry> {
  for await (const { key, size, etag, modified_at } of listFiles(folders, options)) yield { key, size, etag, modified_at };
}

type Source = Parameters<Store['adopt']>[0];

/** A hard link: the file is never written again, and whoever replaces the source's name leaves this one alone. */
async function adoptFile(folders: Folders, { store, key: sourceKey, etag }: Source, key: string): Promise<StoredObject> {
  const source = opened.get(store);
  if (!source) throw new TypeError('not a store of files');
  const path = pathOf(folders, key);
  const unfinished = join(folders.unfinished, randomUUID());
  await onDisk(mkdir(folders.unfinished, { recursive: true, mode: 0o700 }));
  await onDisk(link(pathOf(source, sourceKey), unfinished));
  try {
    const object = await describeFile(unfinished, key);
    if (object?.etag !== etag) throw new StoreError('changed', `${sourceKey} is not what it was`);
    await onDisk(moveInto(folders.objects, unfinished, path));
    return object;
  } finally {
    await rm(unfinished, { force: true });
  }
}
