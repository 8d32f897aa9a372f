import { ConfigError, type ServiceSetup } from '@kabinet/service';
import { createFileStore, createS3Store, type Store } from '@kabinet/store';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { createRenderer, type Renderer } from './rendering/renderer.ts';
import { DocumentCache } from './storing/document-cache.ts';

export const Config = Type.Object({
  S3_ENDPOINT: Type.Optional(Type.String()),
  S3_REGION: Type.Optional(Type.String()),
  S3_ACCESS_KEY_ID: Type.Optional(Type.String()),
  S3_SECRET_ACCESS_KEY: Type.Optional(Type.String()),
  S3_PRIVATE_BUCKET: Type.Optional(Type.String()),
});
type Config = Static<typeof Config>;

export interface DocumentsState {
  /** Makes what customers ask for. */
  readonly renderer: Renderer;
  /** Tries templates that may be slow or broken, in a process of its own: customers do not wait behind them. */
  readonly trials: Renderer;
  readonly cache: DocumentCache;
  close(): Promise<void>;
}

/** A document takes tens of milliseconds; a request ends after 10 s. */
const RENDERING_MS = 5_000;
const TRIAL_MS = 2_000;
const TRIAL_QUEUE = 8;

export function openState({ config, installation, log }: ServiceSetup<Config>): DocumentsState {
  const renderer = createRenderer({ timeoutMs: RENDERING_MS });
  const trials = createRenderer({ timeoutMs: TRIAL_MS, queueLimit: TRIAL_QUEUE });
  return {
    renderer,
    trials,
    cache: new DocumentCache(openStore(config, installation.dataDirectory), log),
    close: async () => void (await Promise.all([renderer.close(), trials.close()])),
  };
}

function openStore(config: Config, dataDirectory: string): Store {
  const endpoint = config.S3_ENDPOINT;
  if (endpoint === undefined) return createFileStore({ directory: join(dataDirectory, 'store', 'documents') });
  return createS3Store({
    endpoint,
    region: config.S3_REGION ?? 'us-east-1',
    accessKeyId: needed(config, 'S3_ACCESS_KEY_ID'),
    secretAccessKey: needed(config, 'S3_SECRET_ACCESS_KEY'),
    bucket: needed(config, 'S3_PRIVATE_BUCKET'),
  });
}

function needed(config: Config, variable: keyof Config): string {
  const value = config[variable];
  if (value === undefined) throw new ConfigError(variable, 'needed beside S3_ENDPOINT');
  return value;
}
