import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
  type MultipartUpload,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { onS3 } from './s3-error.ts';
import type { Bucket } from './s3-bucket.ts';
import { StoreError } from './store-error.ts';

/** What is said of an object when its upload begins. */
export interface UploadFacts {
  readonly ContentType: string;
  readonly Metadata: Record<string, string>;
}

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/** An upload that was not completed, and its parts: their MD5 in hex, by number. */
interface Unfinished {
  readonly UploadId: string;
  readonly parts: ReadonlyMap<number, string>;
}

/**
 * Sends a body in parts of `partSize` and goes on where an earlier upload of the same key was cut off: a part that is there already is
 * not sent again. What fails leaves its parts for the next attempt, but for bytes that are not what was announced of them. Which parts
 * are the same is told by their MD5, which S3 gives as their ETag; where it does not, as under keys of KMS, all are sent.
 */
export async function resumeUpload(
  { client, name }: Bucket,
  key: string,
  body: Readable,
  facts: UploadFacts,
  partSize: number,
): Promise<void> {
  const to: Target = { Bucket: name, Key: key };
  const { UploadId, parts } = (await findUnfinished({ client, name }, to)) ?? (await begin({ client, name }, to, facts));
  const done: CompletedPart[] = [];
  try {
    for await (const Body of inParts(body, partSize)) {
      const PartNumber = done.length + 1;
      const md5 = createHash('md5').update(Body).digest('hex');
      const isThere = parts.get(PartNumber) === md5;
      const { ETag } = isThere
        ? { ETag: `"${md5}"` }
        : await onS3(client.send(new UploadPartCommand({ ...to, UploadId, PartNumber, Body })));
      done.push({ PartNumber, ETag });
    }
  } catch (error) {
    const isOther = error instanceof StoreError && error.kind === 'checksum_mismatch';
    if (isOther) await client.send(new AbortMultipartUploadCommand({ ...to, UploadId })).catch(() => undefined);
    throw error;
  }
  await onS3(client.send(new CompleteMultipartUploadCommand({ ...to, UploadId, MultipartUpload: { Parts: done } })));
}

async function begin({ client }: Bucket, to: Target, facts: UploadFacts): Promise<Unfinished> {
  const { UploadId } = await onS3(client.send(new CreateMultipartUploadCommand({ ...to, ...facts })));
  if (UploadId === undefined) throw new StoreError('unavailable', 'the object store began an upload without an id');
  return { UploadId, parts: new Map() };
}

/** The latest one of the key. */
async function findUnfinished(bucket: Bucket, to: Target): Promise<Unfinished | undefined> {
  const uploads = await Array.fromAsync(unfinishedUploads(bucket, to));
  const [latest] = uploads.toSorted((a, b) => Number(b.Initiated) - Number(a.Initiated));
  if (latest?.UploadId === undefined) return undefined;
  const { UploadId } = latest;
  return { UploadId, parts: new Map(await Array.fromAsync(partsOf(bucket, to, UploadId))) };
}

async function* unfinishedUploads({ client }: Bucket, { Bucket: name, Key }: Target): AsyncGenerator<MultipartUpload> {
  let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await onS3(client.send(new ListMultipartUploadsCommand({ Bucket: name, Prefix: Key, ...after })));
    yield* (page.Uploads ?? []).filter((upload) => upload.Key === Key);
    if (page.IsTruncated !== true) return;
    after = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
  }
}

async function* partsOf({ client }: Bucket, to: Target, UploadId: string): AsyncGenerator<readonly [number, string]> {
  let after: { PartNumberMarker?: string | undefined } = {};
  for (;;) {
    const page = await onS3(client.send(new ListPartsCommand({ ...to, UploadId, ...after })));
    for (const { PartNumber = 0, ETag = '' } of page.Parts ?? []) yield [PartNumber, ETag.replaceAll('"', '')];
    if (page.IsTruncated !== true) return;
    after = { PartNumberMarker: page.NextPartNumberMarker };
  }
}

/** Buffers of `size` bytes; the last one may be shorter. */
async function* inParts(body: Readable, size: number): AsyncGenerator<Buffer> {
  let part = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(part, filled, at);
      at += copied;
      filled += copied;
      if (filled < size) continue;
      yield part;
      // The one before may still be on its way.
      part = Buffer.allocUnsafe(size);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}
