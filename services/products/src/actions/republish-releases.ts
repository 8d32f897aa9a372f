import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { listReleasesAfter } from '../queries/release.ts';
import { tellRelease } from './publish-release.ts';
import { republishProducts } from './republish-products.ts';

const BATCH = 100;
const RELEASES = 'release:';

/**
 * Tells the present state of the next products once more, and after the last one of the releases that others know of; answers where the
 * next batch starts, or undefined when all are told.
 */
export async function republishAll(context: ProductsContext, tx: Transaction, after: string | undefined): Promise<string | undefined> {
  if (!after?.startsWith(RELEASES)) return (await republishProducts(context, tx, after)) ?? RELEASES;
  const last = after.slice(RELEASES.length);
  const releases = await listReleasesAfter(tx, last === '' ? undefined : last, BATCH);
  for (const release of releases) {
    const { status } = release;
    if (status !== 'held') await tellRelease(context, tx, release, `release_${status}`, { republished: true });
  }
  const end = releases.at(-1);
  return releases.length === BATCH && end ? `${RELEASES}${end.id}` : undefined;
}
