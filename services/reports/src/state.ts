import { createRenderer, type Renderer } from '@kabinet/rendering';

export interface ReportsState {
  readonly renderer: Renderer;
  close(): Promise<void>;
}

/** The longest report, 10,000 rows, takes some seconds and a gigabyte. */
const RENDERING = { timeoutMs: 45_000, memoryMb: 1_800, processes: 1, queueLimit: 50 } as const;

export function openState(): ReportsState {
  const renderer = createRenderer(RENDERING);
  return { renderer, close: () => renderer.close() };
}
