import { Upload } from '@aws-sdk/lib-storage';
import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, pipeline } from 'node:stream';
import { ContentCheck } from './content-check.ts';
import type { ExpectedContent } from './content-check.ts';
import { onDisk } from './file-error.ts';
import { writeContent } from './object-file.ts';
import { putFacts } from './put-facts.ts';
import type { PutFacts } from './put-facts.ts';
import type { Bucket } from './s3-bucket.ts';
import { s3Error } from './s3-error.ts';
import { resumeUpload, type UploadFacts } from './s3-resume.ts';
import { encodeMetadata } from './s3-object.ts';
import type { PutOptions } from './store.ts';

/** Contents up to this size go in one request; it is also how much of a body is in memory. */
const smallestPart = 8 * 1024 * 1024;
/** S3 allows 10,000 parts, Swift as installed 1,000. */
const mostParts = 1_000;

type Known = ExpectedContent & { readonly sha256: string };

/** Puts an object; on any failure the bucket is as before, without parts of an unfinished upload. */
export async function upload(bucket: Bucket, key: string, body: Readable | Uint8Array, options: PutOptions): Promise<void> {
  const facts = putFacts(options);
  if (body instanceof Uint8Array) {
    const sha256 = options.sha256 ?? createHash('sha256').update(body).digest('hex');
    return send(bucket, key, Readable.from([body]), facts, { size: options.size ?? body.length, sha256 });
  }
  const { sha256, size, resume } = options;
  if (resume && sha256 !== undefined && size !== undefined && size > smallestPart) {
    return sendOrGoOn(bucket, key, body, facts, { sha256: sha256.toLowerCase(), size });
  }
  if (sha256 !== undefined) return send(bucket, key, body, facts, { sha256: sha256.toLowerCase(), size });
  await using file = await temporaryFile();
  const content = await writeContent(file, body, options);
  await send(bucket, key, file.createReadStream({ start: 0, autoClose: false }), facts, content);
}

/** A file without a name, so that nothing of it can be left behind. */
async function temporaryFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `kabinet-upload-${randomUUID()}`);
  const file = await onDisk(open(path, 'wx+', 0o600));
  await rm(path);
  return file;
}

/** As `send`, but what breaks off stays. */
async function sendOrGoOn(bucket: Bucket, key: string, body: Readable, facts: PutFacts, known: Known & { size: number }): Promise<void> {
  const check = pipeline(body, new ContentCheck(known), () => undefined);
  try {
    await resumeUpload(bucket, key, check, uploadFacts(facts, known.sha256), partSizeOf(known.size));
  } finally {
    check.destroy();
  }
}

function uploadFacts({ contentType, metadata }: PutFacts, sha256: string): UploadFacts {
  return { ContentType: contentType, Metadata: encodeMetadata(metadata, sha256) };
}

function partSizeOf(size: number): number {
  return Math.max(smallestPart, Math.ceil(size / mostParts));
}

/** Checks while sending: a fault ends the stream before its end, and an upload without an end is aborted. */
async function send({ client, name }: Bucket, key: string, body: Readable, facts: PutFacts, known: Known): Promise<void> {
  const check = pipeline(body, new ContentCheck(known), () => undefined);
  const sending = new Upload({
    client,
    params: { Bucket: name, Key: key, Body: check, ...uploadFacts(facts, known.sha256) },
    partSize: partSizeOf(known.size ?? 0),
    // One part at a time: an abort then finds none on its way that would arrive after it and stay.
    queueSize: 1,
  });
  try {
    await sending.done();
  } catch (error) {
    throw error === check.errored ? error : s3Error(error);
  } finally {
    check.destroy();
  }
}
