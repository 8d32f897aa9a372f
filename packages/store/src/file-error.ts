import { StoreError } from './store-error.ts';

/** No space, the user's quota, the largest file that the file system holds. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The `code` of a failed system call; undefined for other errors. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A StoreError for a failed system call on the store's own files. */
export function fileError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = errorCode(error);
  if (code === 'ENOENT') return new StoreError('not_found', 'no such object', error);
  return new StoreError(
    code !== undefined && fullCodes.has(code) ? 'full' : 'unavailable',
    `the disk failed: ${code ?? String(error)}`,
    error,
  );
}

export async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw fileError(error);
  }
}
