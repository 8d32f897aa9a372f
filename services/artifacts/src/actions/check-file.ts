import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import { StoreError, type Chunks } from '@kabinet/store';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ArtifactsContext } from '../context.ts';
import type { FolderEntry } from '../domain/fingerprint.ts';
import { fileFault } from '../domain/manifest.ts';
import type { FileFinding, UploadedFile } from '../queries/uploaded-file.ts';

/**
 * Takes the file over into the private store and reads it there once, so that what was checked is what will be served. The bytes pass
 * through one piece of memory, whatever the size of the file. Throws StoreError when a store does not work.
 */
export async function checkFile(context: ArtifactsContext, folder: string, known: UploadedFile, entry: FolderEntry): Promise<FileFinding> {
  const { bucket, kept } = context.state;
  const { file } = known;
  const { etag } = entry;
  const object_key = `artifacts/files/${context.newId()}`;
  try {
    await kept.adopt({ store: bucket, key: `${folder}/${file}`, etag }, object_key);
  } catch (error) {
    const isOther = error instanceof StoreError && (error.kind === 'changed' || error.kind === 'not_found');
    if (!isOther) throw error;
    return { ...unread, state: 'wrong', fault: fileFault(file, 'changed_while_checked') };
  }
  const { chunks } = await kept.read(object_key);
  const { size, sha256: actual_sha256, crc32: crc } = await measure(chunks);
  const measured = { etag, object_key, actual_sha256, crc32: crc };
  const fault = faultOf(known, size, actual_sha256);
  return { ...measured, state: fault ? 'wrong' : 'checked', fault };
}

function faultOf({ file, size: expected, sha256 }: UploadedFile, size: number, actual: string): UploadFault | null {
  if (size !== expected) return fileFault(file, 'wrong_size', { actual: size, expected });
  return actual === sha256 ? null : fileFault(file, 'wrong_sha256', { actual });
}

const unread = { etag: null, object_key: null, actual_sha256: null, crc32: null };

async function measure(chunks: Chunks): Promise<{ size: number; sha256: string; crc32: number }> {
  const hash = createHash('sha256');
  let size = 0;
  let crc = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex'), crc32: crc };
}
