import { releaseEvents } from '@kabinet/contracts/products/events';
import type { ReleaseState } from '@kabinet/contracts/products/resources';
import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { isDue } from '../domain/release.ts';
import { lockDueReleases, updateRelease, type ReleaseRow } from '../queries/release.ts';

const BATCH = 50;

/** Publishes every release whose date has come, each once, however many replicas look. */
export async function publishDueReleases(context: ProductsContext): Promise<void> {
  for (let found = BATCH; found === BATCH;) {
    const { system } = context.renew();
    found = await system.transaction(async (tx) => {
      const due = await lockDueReleases(tx, context.now().toISOString(), BATCH);
      for (const release of due) await publishRelease(context, tx, release);
      return due.length;
    });
  }
}

/** Publishes a release whose date has come; any other waits, and a job looks again at that moment. */
export async function publishOrWait(context: ProductsContext, tx: Transaction, release: ReleaseRow): Promise<void> {
  if (release.released_at === null) throw new Error(`release ${release.id} has no date`);
  if (isDue(release.released_at, context.now())) return publishRelease(context, tx, release);
  const runAt = new Date(release.released_at);
  await context.enqueue(tx, 'publish_releases', {}, { runAt, key: `publish_releases:${release.id}` });
  await tellRelease(context, tx, release, 'release_scheduled');
}

async function publishRelease(context: ProductsContext, tx: Transaction, { id, revision }: ReleaseRow): Promise<void> {
  const changes = { status: 'published', revision: revision + 1, updated_at: context.now().toISOString() } as const;
  await tellRelease(context, tx, await updateRelease(tx, id, changes), 'release_published');
}

/** Tells the others what became of a release. */
export async function tellRelease(
  context: ProductsContext,
  tx: Transaction,
  release: ReleaseRow,
  what: keyof typeof releaseEvents,
  options: { readonly republished?: true } = {},
): Promise<void> {
  const event = { subject: release.id, version: release.revision, organization_id: null, root_id: null, ...options };
  await context.publish(tx, releaseEvents[what], { ...event, data: stateOf(release) });
}

function stateOf(release: ReleaseRow): ReleaseState {
  const { id, product_id, version, kind, channel, status, released_at, notes, found_version } = release;
  const isKnown = kind !== null && channel !== null && released_at !== null && notes !== null && found_version !== null;
  if (status === 'held' || !isKnown) throw new Error(`release ${id} is held, and nobody is told of it`);
  const { recalled_at, recall_reason, fixes, artifacts } = release;
  return {
    id,
    product_id,
    version,
    kind,
    channel,
    status,
    released_at,
    recalled_at,
    recall_reason,
    notes,
    fixes,
    artifacts,
    found_version,
  };
}
