/** Renames and removals that a power cut cannot undo once they have returned. */
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './file-error.ts';

/** A folder that a deletion found empty may vanish between mkdir and rename; more than a few times in a row is no accident. */
const renameAttempts = 20;
/** ENOTDIR is what Node's recursive mkdir says of a folder that vanishes under it. */
const vanishedCodes = new Set(['ENOENT', 'ENOTDIR']);

/** A folder that is gone needs no sync: a deletion has emptied it since, and has synced the one above. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** The folders from that of `path` up to `root`. */
function* foldersUpTo(root: string, path: string): Generator<string> {
  let folder = dirname(path);
  while (folder.length > root.length) {
    yield folder;
    folder = dirname(folder);
  }
  yield root;
}

/** Moves a file into place below `root`, over the one that stands there, and makes its folders. */
export async function moveInto(root: string, file: string, path: string): Promise<void> {
  await renameInto(file, path);
  // All of them: a neighbour may have made the upper ones a moment ago and not have synced them yet.
  for (const folder of foldersUpTo(root, path)) await syncFolder(folder);
}

async function renameInto(file: string, path: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(file, path);
      return;
    } catch (error) {
      if (!vanishedCodes.has(errorCode(error) ?? '') || attempt === renameAttempts) throw error;
    }
  }
}

/** Removes a file below `root`, if it is there, and the folders that it leaves empty. */
export async function removeFrom(root: string, path: string): Promise<void> {
  await rm(path, { force: true });
  for (const folder of foldersUpTo(root, path)) {
    try {
      await syncFolder(folder);
      if (folder !== root) await rmdir(folder);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOTEMPTY') return;
      if (code !== 'ENOENT') throw error;
    }
  }
}
