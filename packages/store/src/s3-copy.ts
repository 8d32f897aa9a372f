import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type HeadObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { onS3 } from './s3-error.ts';
import type { Bucket } from './s3-bucket.ts';
import { StoreError } from './store-error.ts';

/** What one request may copy; see CopyObject in the API reference of Amazon S3. */
const LARGEST_COPY = 5 * 1024 ** 3;
const PART = 1024 ** 3;

/**
 * Copies an object between two buckets of one service, without its bytes passing through here. Throws StoreError `changed` when it is
 * not the one of `etag`.
 */
export async function copyObject(sourceBucket: string, from: { key: string; etag: string }, target: Bucket, key: string): Promise<void> {
  const facts = await onS3(target.client.send(new HeadObjectCommand({ Bucket: sourceBucket, Key: from.key })));
  const changed = (facts.ETag ?? '').replaceAll('"', '') !== from.etag;
  if (changed) throw new StoreError('changed', `${from.key} is not what it was`);
  const source = {
    CopySource: [sourceBucket, ...from.key.split('/')].map(encodeURIComponent).join('/'),
    CopySourceIfMatch: facts.ETag,
  };
  const to = { Bucket: target.name, Key: key };
  if ((facts.ContentLength ?? 0) > LARGEST_COPY) await copyInParts(target, source, to, facts);
  else await onS3(target.client.send(new CopyObjectCommand({ ...source, ...to })));
}

interface Source {
  readonly CopySource: string;
  readonly CopySourceIfMatch: string | undefined;
}

async function copyInParts(
  { client }: Bucket,
  source: Source,
  to: { Bucket: string; Key: string },
  { ContentLength = 0, ContentType, Metadata }: HeadObjectCommandOutput,
): Promise<void> {
  const { UploadId } = await onS3(client.send(new CreateMultipartUploadCommand({ ...to, ContentType, Metadata })));
  try {
    const parts: CompletedPart[] = [];
    for (let start = 0; start < ContentLength; start += PART) {
      const CopySourceRange = `bytes=${start}-${Math.min(start + PART, ContentLength) - 1}`;
      const PartNumber = parts.length + 1;
      const copied = await onS3(client.send(new UploadPartCopyCommand({ ...source, ...to, UploadId, PartNumber, CopySourceRange })));
      parts.push({ PartNumber, ETag: copied.CopyPartResult?.ETag });
    }
    await onS3(client.send(new CompleteMultipartUploadCommand({ ...to, UploadId, MultipartUpload: { Parts: parts } })));
  } catch (error) {
    // What stopped the copy may stop this too; the bucket's own rule for unfinished uploads comes last.
    await client.send(new AbortMultipartUploadCommand({ ...to, UploadId })).catch(() => undefined);
    throw error;
  }
}
