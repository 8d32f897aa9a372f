import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { mergeFault } from '../domain/merging.ts';
import { lockPair } from '../queries/merged.ts';
import { writerOf } from './author.ts';
import { noteMerged } from './note-merged.ts';
import { queueDelivery } from './queue-delivery.ts';

/** Merges a request into another one of its organization. Throws `issue_not_found`, `version_mismatch`, `issue_merged`, `invalid_body`. */
export async function mergeIssue(context: IssuesContext, id: string, intoId: string): Promise<void> {
  const author = await writerOf(context);
  await context.db.transaction(async (tx) => {
    const { from, into } = await lockPair(tx, id, intoId);
    if (!from) throw problem('issue_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== from.version) throw problem('version_mismatch');
    if (from.merged_at !== null) throw problem('issue_merged');
    const fault = into ? mergeFault(from, into) : 'not_found';
    if (!into || fault) throw problem('invalid_body', { errors: [{ pointer: '/into_id', code: fault ?? 'not_found' }] });
    await noteMerged(context, tx, { from, into, author });
    await queueDelivery(context, tx, id, 'merge', intoId);
  });
}
