import { createRenderer, type Renderer } from '@kabinet/rendering';
import type { ServiceSetup } from '@kabinet/service';
import { openPrivateStore, privateStoreConfig } from '@kabinet/service/private-store';
import type { Store } from '@kabinet/store';
import Type, { type Static } from 'typebox';

export const Config = Type.Object({
  ...privateStoreConfig,
  REPORTS_KEPT_DAYS: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
});

export interface ReportsState {
  readonly renderer: Renderer;
  /** Reports that were made in the background; keys start with `reports/`, as others use the bucket too. */
  readonly files: Store;
  readonly keptDays: number;
  close(): Promise<void>;
}

/** The longest report, 10,000 rows, takes some seconds and a gigabyte. */
const RENDERING = { timeoutMs: 45_000, memoryMb: 1_800, processes: 1, queueLimit: 50 } as const;
const KEPT_DAYS = 7;

export function openState({ config, installation }: ServiceSetup<Static<typeof Config>>): ReportsState {
  const renderer = createRenderer(RENDERING);
  const files = openPrivateStore(config, installation, 'reports');
  return { renderer, files, keptDays: config.REPORTS_KEPT_DAYS ?? KEPT_DAYS, close: () => renderer.close() };
}
