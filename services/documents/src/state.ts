import type { ServiceSetup } from '@kabinet/service';
import { openPrivateStore, privateStoreConfig } from '@kabinet/service/private-store';
import Type, { type Static } from 'typebox';
import { createRenderer, type Renderer } from '@kabinet/rendering';
import { DocumentCache } from './storing/document-cache.ts';

export const Config = Type.Object({
  ...privateStoreConfig,
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
    cache: new DocumentCache(openPrivateStore(config, installation, 'documents'), log),
    close: async () => void (await Promise.all([renderer.close(), trials.close()])),
  };
}
