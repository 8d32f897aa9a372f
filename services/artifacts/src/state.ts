import type { ServiceSetup, ServiceState } from '@kabinet/service';
import { neededBesideS3, openPrivateStore, privateStoreConfig, s3AccountOf } from '@kabinet/service/private-store';
import { createFileStore, createS3Store, type Store } from '@kabinet/store';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';

export const Config = Type.Object({
  ...privateStoreConfig,
  S3_BUCKET: Type.Optional(Type.String()),
  ARTIFACTS_DELIVERY: Type.Optional(Type.Enum(['stream', 'redirect'])),
  ARTIFACTS_URL_SECONDS: Type.Optional(Type.Integer({ minimum: 1, maximum: 3600 })),
});
type Config = Static<typeof Config>;

export interface ArtifactsState extends ServiceState {
  /** Where product teams write. */
  readonly bucket: Store;
  /** Where nobody but the portal does: what was checked, and what is on its way. Its keys start with `artifacts/`, as others use it too. */
  readonly kept: Store;
  /** The name of the bucket as its notifications call it; undefined for files on disk. */
  readonly bucketName: string | undefined;
  /** How bytes get to customers: through the portal, or by a signed URL of S3 where there is one. */
  readonly delivery: 'stream' | 'redirect';
  /** How long a signed URL is good for: to be followed, not to be passed on. A download that has begun by then goes on. */
  readonly urlSeconds: number;
}

const URL_SECONDS = 60;

export function openState({ config, installation }: ServiceSetup<Config>): ArtifactsState {
  const kept = openPrivateStore(config, installation, 'artifacts');
  const account = s3AccountOf(config);
  if (!account) {
    const bucket = createFileStore({ directory: join(installation.dataDirectory, 'store', 'releases') });
    return { bucket, kept, bucketName: undefined, delivery: 'stream', urlSeconds: URL_SECONDS };
  }
  const bucketName = neededBesideS3(config, 'S3_BUCKET');
  return {
    bucket: createS3Store({ ...account, bucket: bucketName }),
    kept,
    bucketName,
    delivery: config.ARTIFACTS_DELIVERY ?? 'stream',
    urlSeconds: config.ARTIFACTS_URL_SECONDS ?? URL_SECONDS,
  };
}
