import type { ReleaseState } from '@kabinet/contracts/products/resources';
import type { Transaction } from '@kabinet/database';
import { dateArtifacts, deleteOtherArtifacts } from '../queries/artifact.ts';
import { recordRelease } from '../queries/release.ts';

/**
 * Keeps what products says of a release, and of its files those that it was made from. While a release waits for its date, newer files
 * may be on their way to products; once it is out there are no others.
 */
export async function keepRelease(tx: Transaction, release: ReleaseState, revision: number): Promise<void> {
  const { id, product_id, version, kind, channel, status, released_at, recalled_at, recall_reason, found_version } = release;
  const row = { id, product_id, version, kind, channel, status, released_at, recalled_at, recall_reason, found_version, revision };
  if (!(await recordRelease(tx, row))) return;
  await deleteOtherArtifacts(tx, id, found_version, status === 'scheduled' ? 'kept' : 'dropped');
  await dateArtifacts(tx, id, released_at);
}
