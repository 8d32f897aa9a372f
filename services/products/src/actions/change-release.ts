import { problem } from '@kabinet/problem';
import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { lockRelease, updateRelease, type ReleaseRow } from '../queries/release.ts';
import { publishOrWait, tellRelease } from './publish-release.ts';

/** Moves the date of a release that waits for it. Throws `release_not_found`, `release_not_scheduled`. */
export async function scheduleRelease(context: ProductsContext, id: string, releasedAt: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = await lockNamed(context, tx, id);
    if (before.status !== 'scheduled') throw problem('release_not_scheduled');
    const changes = { released_at: releasedAt, revision: before.revision + 1, updated_at: context.now().toISOString() };
    await publishOrWait(context, tx, await updateRelease(tx, id, changes));
  });
}

/** Withdraws a release for good: nobody gets it any more. Throws `release_not_found`, `release_not_published`. */
export async function recallRelease(context: ProductsContext, id: string, reason: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = await lockNamed(context, tx, id);
    if (before.status !== 'published') throw problem('release_not_published');
    const now = context.now().toISOString();
    const changes = {
      status: 'recalled',
      recalled_at: now,
      recall_reason: reason,
      revision: before.revision + 1,
      updated_at: now,
    } as const;
    await tellRelease(context, tx, await updateRelease(tx, id, changes), 'release_recalled');
  });
}

async function lockNamed(context: ProductsContext, tx: Transaction, id: string): Promise<ReleaseRow> {
  const before = await lockRelease(tx, id);
  if (!before) throw problem('release_not_found');
  if (context.ifMatch !== undefined && context.ifMatch !== before.revision) throw problem('version_mismatch');
  return before;
}
