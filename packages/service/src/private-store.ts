import { createFileStore, createS3Store, type Store } from '@kabinet/store';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { ConfigError } from './config.ts';
import type { Installation } from './context.ts';

/** What names the bucket that nobody but the portal uses: part of the config of every service that keeps files. */
export const privateStoreConfig = {
  S3_ENDPOINT: Type.Optional(Type.String()),
  S3_REGION: Type.Optional(Type.String()),
  S3_ACCESS_KEY_ID: Type.Optional(Type.String()),
  S3_SECRET_ACCESS_KEY: Type.Optional(Type.String()),
  S3_PRIVATE_BUCKET: Type.Optional(Type.String()),
};
const Config = Type.Object(privateStoreConfig);
type Config = Static<typeof Config>;

/** Who may use S3, and where it is. */
export interface S3Account {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Where a service keeps files: the private bucket, where its keys start with `<service>/`, as others use it too; without S3 a folder
 * of its own. Throws a `ConfigError` that names the variable that is missing.
 */
export function openPrivateStore(config: Config, { dataDirectory }: Installation, service: string): Store {
  const account = s3AccountOf(config);
  if (!account) return createFileStore({ directory: join(dataDirectory, 'store', service) });
  return createS3Store({ ...account, bucket: neededBesideS3(config, 'S3_PRIVATE_BUCKET') });
}

/** Undefined where files are kept on disk. */
export function s3AccountOf(config: Config): S3Account | undefined {
  const endpoint = config.S3_ENDPOINT;
  if (endpoint === undefined) return undefined;
  return {
    endpoint,
    region: config.S3_REGION ?? 'us-east-1',
    accessKeyId: neededBesideS3(config, 'S3_ACCESS_KEY_ID'),
    secretAccessKey: neededBesideS3(config, 'S3_SECRET_ACCESS_KEY'),
  };
}

export function neededBesideS3<C extends Config>(config: C, variable: keyof C & `S3_${string}`): string {
  const value = config[variable];
  if (typeof value !== 'string') throw new ConfigError(variable, 'needed beside S3_ENDPOINT');
  return value;
}
