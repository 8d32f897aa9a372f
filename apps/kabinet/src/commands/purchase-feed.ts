import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cannot, CommandError } from './command-error.ts';

/** A feed that is about to be imported, with the file that takes its lines that are not accepted. */
export interface Feed {
  readonly file: string;
  /** In bytes; 0 where nobody knows, as of a pipe. */
  readonly size: number;
  readonly input: FileHandle;
  readonly refused: string;
  /** Where the lines are gathered; it becomes `refused` once all are there. */
  readonly part: string;
  readonly rejects: FileHandle;
}

/**
 * Opens what an import reads and writes, before anything else is begun. The lines that are not accepted go to `refused`, beside the
 * feed unless said otherwise. Throws `CommandError` (2) for what cannot be read or written.
 */
export async function openFeed(file: string, refused = `${file}.refused`): Promise<Feed> {
  const input = await open(file).catch(cannot('read', file, 2));
  try {
    const facts = await input.stat();
    if (facts.isDirectory()) throw new CommandError(`${file} is a folder`, 2);
    if (resolve(refused) === resolve(file)) throw new CommandError('--refused names the feed itself', 2);
    const there = await stat(refused).catch(() => undefined);
    if (there && !there.isFile()) throw new CommandError(`--refused: ${refused} is no file`, 2);
    const part = `${refused}.part`;
    const rejects = await open(part, 'w').catch(cannot('write', part, 2, '; say with --refused where refused lines may be written'));
    return { file, size: facts.size, input, refused, part, rejects };
  } catch (error) {
    await input.close();
    throw error;
  }
}

/** Ends with the feed, however the import ended. */
export async function closeFeed({ input, part, rejects }: Feed): Promise<void> {
  await Promise.all([input.close(), rejects.close()]);
  await rm(part, { force: true });
}
