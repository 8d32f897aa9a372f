import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { productsContract } from '@kabinet/contracts/products';
import { createS3Store } from '@kabinet/store';
import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { S3Peer } from '../../../test/peers/s3.ts';
import { addProduct, manifestOf, putManifest, scan, type Files } from './fixture.ts';

export interface Amount {
  readonly releases: number;
  /** Of each release. */
  readonly files: number;
  /** In milliseconds. */
  readonly timeout: number;
}

/** Releases in a real S3: found, checked, published, one of them held and mended. */
export function describeReleases({ stop: _, ...account }: S3Peer, { releases, files: filesEach, timeout }: Amount): void {
  const buckets = { S3_BUCKET: `releases-${randomUUID()}`, S3_PRIVATE_BUCKET: `private-${randomUUID()}` };
  const client = new S3Client({
    endpoint: account.endpoint,
    region: account.region,
    credentials: account,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const bucket = createS3Store({ ...account, bucket: buckets.S3_BUCKET });
  let portal: TestPortal;

  beforeAll(async () => {
    for (const Bucket of Object.values(buckets)) await client.send(new CreateBucketCommand({ Bucket }));
    const { endpoint, region, accessKeyId, secretAccessKey } = account;
    const names = { S3_ENDPOINT: endpoint, S3_REGION: region, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey };
    portal = await startPortal({ environment: { ...names, ...buckets } });
    await addProduct(portal, 'horns-os');
  }, timeout);
  afterAll(async () => {
    client.destroy();
    await portal.stop();
  });

  test('are found, checked and published; one with a flipped byte is held until it is mended', { timeout }, async () => {
    for (let number = 1; number <= releases; number += 1) await putRelease(`1.${number}`, number === 2);
    await scan(portal);
    const vendor = portal.client(productsContract, staff('product_manager'));
    const { items } = await vendor.listProductReleases({ params: { id: 'horns-os' }, query: { limit: 200 } });
    expect(items.filter(({ status }) => status === 'published')).toHaveLength(releases - 1);
    expect(items.filter(({ status }) => status === 'held')).toMatchObject([
      { version: '1.2', faults: [{ file: 'файл 3.bin', code: 'wrong_sha256' }] },
    ]);
    expect(items.flatMap(({ artifacts }) => artifacts)).toHaveLength((releases - 1) * filesEach);
    await putRelease('1.2', false);
    // The store itself tells of it: nobody has to look through the bucket.
    const Records = [{ s3: { bucket: { name: buckets.S3_BUCKET }, object: { key: 'horns-os/1.2/release.json' } } }];
    await portal.client(artifactsContract, staff('administrator')).receiveBucketEvents({ body: { Records } });
    await portal.settle();
    expect((await vendor.listReleases({ query: { q: '1.2' } })).items).toMatchObject([{ status: 'published', faults: [] }]);
    const kept = createS3Store({ ...account, bucket: buckets.S3_PRIVATE_BUCKET });
    const objects = await Array.fromAsync(kept.entries({ prefix: 'artifacts/files/' }));
    expect(objects.length).toBeGreaterThanOrEqual(releases * filesEach);
  });

  /** As other programs put objects: without the digest in their metadata. */
  async function putRelease(version: string, isDamaged: boolean): Promise<void> {
    const files = filesOf(version, filesEach);
    const uploads = Object.entries(files).map(([file, contents], index) => {
      const Body = isDamaged && index === 2 ? Buffer.from(contents.toReversed()) : Buffer.from(contents);
      return client.send(new PutObjectCommand({ Bucket: buckets.S3_BUCKET, Key: `horns-os/${version}/${file}`, Body }));
    });
    await Promise.all(uploads);
    await putManifest(bucket, `horns-os/${version}`, manifestOf('horns-os', version, files));
  }
}

function filesOf(version: string, count: number): Files {
  const names = Array.from({ length: count }, (_, index) => `файл ${index + 1}.bin`);
  return Object.fromEntries(
    names.map((name) => [name, createHash('shake256', { outputLength: 20_000 }).update(`${version} ${name}`).digest()]),
  );
}
