import { ConfigError, type ServiceSetup, type ServiceState } from '@kabinet/service';
import { createFileStore, createS3Store, type Store } from '@kabinet/store';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';

export const Config = Type.Object({
  S3_ENDPOINT: Type.Optional(Type.String()),
  S3_REGION: Type.Optional(Type.String()),
  S3_ACCESS_KEY_ID: Type.Optional(Type.String()),
  S3_SECRET_ACCESS_KEY: Type.Optional(Type.String()),
  S3_BUCKET: Type.Optional(Type.String()),
  S3_PRIVATE_BUCKET: Type.Optional(Type.String()),
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
  const endpoint = config.S3_ENDPOINT;
  if (endpoint === undefined) {
    const folder = join(installation.dataDirectory, 'store');
    return {
      bucket: createFileStore({ directory: join(folder, 'releases') }),
      kept: createFileStore({ directory: join(folder, 'artifacts') }),
      bucketName: undefined,
      delivery: 'stream',
      urlSeconds: URL_SECONDS,
    };
  }
  const account = {
    endpoint,
    region: config.S3_REGION ?? 'us-east-1',
    accessKeyId: needed(config, 'S3_ACCESS_KEY_ID'),
    secretAccessKey: needed(config, 'S3_SECRET_ACCESS_KEY'),
  };
  const bucketName = needed(config, 'S3_BUCKET');
  return {
    bucket: createS3Store({ ...account, bucket: bucketName }),
    kept: createS3Store({ ...account, bucket: needed(config, 'S3_PRIVATE_BUCKET') }),
    bucketName,
    delivery: config.ARTIFACTS_DELIVERY ?? 'stream',
    urlSeconds: config.ARTIFACTS_URL_SECONDS ?? URL_SECONDS,
  };
}

type Name = 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY' | 'S3_BUCKET' | 'S3_PRIVATE_BUCKET';

function needed(config: Config, variable: Name): string {
  const value = config[variable];
  if (value === undefined) throw new ConfigError(variable, 'needed beside S3_ENDPOINT');
  return value;
}
