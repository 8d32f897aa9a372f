import type { ArtifactsContext } from '../context.ts';
import { deleteBundlesBefore } from '../queries/bundle.ts';

const KEPT_MS = 30 * 24 * 3600 * 1000;

/** A bundle's URL is good for 30 days; whoever still wants it makes it anew. */
export async function forgetBundles(context: ArtifactsContext): Promise<void> {
  await deleteBundlesBefore(context.system, new Date(context.now().getTime() - KEPT_MS).toISOString());
}
