import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import type { S3Peer } from '../../peers/s3.ts';

/** The two buckets of an installation in a real S3, and a product team that writes to the first by a program of its own. */
export interface Buckets {
  /** What a portal has to be told of them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where product teams write. */
  readonly name: string;
  /** As other programs put objects: without a digest in their metadata. */
  put(key: string, contents: Uint8Array): Promise<void>;
  close(): void;
}

export async function openBuckets({ endpoint, region, accessKeyId, secretAccessKey }: S3Peer): Promise<Buckets> {
  const names = { S3_BUCKET: `releases-${randomUUID()}`, S3_PRIVATE_BUCKET: `private-${randomUUID()}` };
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  for (const Bucket of Object.values(names)) await client.send(new CreateBucketCommand({ Bucket }));
  const account = { S3_ENDPOINT: endpoint, S3_REGION: region, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey };
  return {
    environment: { ...account, ...names },
    name: names.S3_BUCKET,
    put: async (Key, contents) =>
      void (await client.send(new PutObjectCommand({ Bucket: names.S3_BUCKET, Key, Body: Buffer.from(contents) }))),
    close: () => client.destroy(),
  };
}
