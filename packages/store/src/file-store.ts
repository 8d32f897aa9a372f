/** Objects as files below one folder; several processes may use it at once. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable, addAbortSignal, pipeline } from 'node:stream';
import { rangeWithin } from './byte-range.ts';
import { ContentCheck } from './content-check.ts';
import { moveInto, removeFrom } from './durable-files.ts';
import { fileError, onDisk } from './file-error.ts';
import { fileEntry, objectPath } from './file-path.ts';
import type { FileEntry } from './file-path.ts';
import { readDescription, writeContent, writeDescription } from './object-file.ts';
import { checkKey, keyBytes } from './object-key.ts';
import { putFacts } from './put-facts.ts';
import { StoreError } from './store-error.ts';
import type { GetOptions, ListOptions, PutOptions, Store, StoredObject } from './store.ts';

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

/** Opens a store of files. A put is on disk when it returns; a kill at any moment leaves the old object or the new one. */
export function createFileStore({ directory }: FileStoreConfig): Store {
  const folders: Folders = { objects: join(resolve(directory), 'objects'), unfinished: join(resolve(directory), 'unfinished') };
  let prepared: Promise<void> | undefined;
  const head = (key: string): Promise<StoredObject | undefined> => headFile(folders, key);
  return {
    async put(key, body, options = {}) {
      checkKey(key);
      prepared ??= prepare(folders);
      await prepared;
      return putFile(folders, key, body, options);
    },
    get: (key, options = {}) => getFile(folders, key, options),
    head,
    async delete(key) {
      checkKey(key);
      await onDisk(removeFrom(folders.objects, pathOf(folders, key)));
    },
    list: (options) => listFiles(folders, options),
  };
}
