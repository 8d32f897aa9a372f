import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, onDisk } from './file-error.ts';
import { fileEntry } from './file-path.ts';
import type { FileEntry } from './file-path.ts';
import { keyBytes } from './object-key.ts';

interface Bounds {
  readonly prefix: string;
  readonly startAfter: string;
}

export interface ObjectFile {
  readonly key: string;
  readonly path: string;
}

/** The objects' files below `root` in the order of their keys' bytes; reads only folders that may hold keys of the bounds. */
export function objectFiles(root: string, prefix: string, startAfter = ''): AsyncGenerator<ObjectFile> {
  return filesBelow(root, '', { prefix: keyBytes(prefix), startAfter: keyBytes(startAfter) });
}

/** `before` is what the keys in the folder start with. */
async function* filesBelow(folder: string, before: string, bounds: Bounds): AsyncGenerator<ObjectFile> {
  for (const entry of await entriesOf(folder)) {
    const bytes = before + entry.bytes;
    const path = join(folder, entry.name);
    if (entry.kind === 'object') {
      if (bytes.startsWith(bounds.prefix) && bytes > bounds.startAfter) yield { key: Buffer.from(bytes, 'latin1').toString(), path };
    } else if (mayHold(bytes, bounds)) {
      yield* filesBelow(path, bytes, bounds);
    }
  }
}

function mayHold(bytes: string, { prefix, startAfter }: Bounds): boolean {
  const onTheWay = bytes.startsWith(prefix) || prefix.startsWith(bytes);
  return onTheWay && (bytes > startAfter || startAfter.startsWith(bytes));
}

/** In the order of the keys; an object comes before what goes on from it. */
async function entriesOf(folder: string): Promise<FileEntry[]> {
  const names = await onDisk(namesIn(folder));
  return names
    .map(fileEntry)
    .filter((entry) => entry !== undefined)
    .toSorted((left, right) => (left.bytes < right.bytes ? -1 : 1));
}

/** A folder that is gone has none: a deletion has emptied it since its name was read. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
