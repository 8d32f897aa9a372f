/**
 * One file per object: the contents, then its description as JSON, then 8 bytes: the length of the JSON (big-endian) and a mark.
 * Both stand in one file because only one rename is atomic; the description comes last because the sha256 is known only then.
 */
import type { FileHandle } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ContentCheck } from './content-check.ts';
import type { ExpectedContent } from './content-check.ts';
import { fileError, onDisk } from './file-error.ts';
import { StoreError } from './store-error.ts';
import type { StoredObject } from './store.ts';

export type Description = Pick<StoredObject, 'key' | 'content_type' | 'metadata'> & { readonly size: number; readonly sha256: string };

const mark = Buffer.from('KBO1');
const trailerLength = 8;

/**
 * Writes a body at the file's position and measures it. Throws StoreError `checksum_mismatch` or of the disk; errors of the body unchanged.
 * Our own writer, because its errors must be told from those of the body.
 */
export async function writeContent(
  file: FileHandle,
  body: Readable | Uint8Array,
  expected: ExpectedContent,
): Promise<{ size: number; sha256: string }> {
  const check = new ContentCheck(expected);
  const writer = new Writable({
    write(chunk: Buffer, _encoding, done) {
      file.writeFile(chunk).then(
        () => done(),
        (error: unknown) => done(fileError(error)),
      );
    },
  });
  await pipeline(body instanceof Readable ? body : Readable.from([body]), check, writer);
  return check.content;
}

/** Ends an object's file and brings it to the disk. */
export async function writeDescription(file: FileHandle, description: Description): Promise<StoredObject> {
  const json = Buffer.from(JSON.stringify(description));
  const trailer = Buffer.alloc(trailerLength);
  trailer.writeUInt32BE(json.length);
  mark.copy(trailer, 4);
  await onDisk(file.writeFile(Buffer.concat([json, trailer])));
  await onDisk(file.sync());
  return describe(description, (await onDisk(file.stat())).mtime);
}

/**
 * What the file's end says, as the object `key`: an adopted file still bears the name that it was written under.
 * Throws StoreError `checksum_mismatch` for a file that no store has written or that was damaged since.
 */
export async function readDescription(file: FileHandle, key: string): Promise<StoredObject> {
  const { size, mtime } = await onDisk(file.stat());
  const trailer = await readExactly(file, size - trailerLength, trailerLength);
  const length = trailer.readUInt32BE();
  if (!trailer.subarray(4).equals(mark) || length > size - trailerLength) throw damaged();
  const json = await readExactly(file, size - trailerLength - length, length);
  const description = parse(json.toString());
  if (description.size !== size - trailerLength - length) throw damaged();
  return describe({ ...description, key }, mtime);
}

function describe(description: Description, modifiedAt: Date): StoredObject {
  return { ...description, etag: description.sha256, modified_at: modifiedAt };
}

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (position < 0) throw damaged();
  const { bytesRead, buffer } = await onDisk(file.read(Buffer.alloc(length), 0, length, position));
  if (bytesRead !== length) throw damaged();
  return buffer;
}

function parse(json: string): Description {
  try {
    // Written by writeDescription and guarded by the mark and the size, so its shape is not checked again.
    return JSON.parse(json) as Description;
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause?: unknown): StoreError {
  return new StoreError('checksum_mismatch', 'an object file is damaged: its description does not fit', cause);
}
