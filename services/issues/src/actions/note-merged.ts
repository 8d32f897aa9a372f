import { issueEvents } from '@kabinet/contracts/issues/events';
import type { IssueStatus } from '@kabinet/contracts/issues/resources';
import type { Transaction } from '@kabinet/database';
import type { IssuesContext } from '../context.ts';
import { bringsFollowers } from '../domain/merging.ts';
import { copyFollowers } from '../queries/follower.ts';
import { insertHistory } from '../queries/history.ts';
import { updateIssue, type IssueRow } from '../queries/issue.ts';
import type { Writer } from './author.ts';
import { historyRow } from './change-issue.ts';
import { MOST_FOLLOWERS } from './follow-issue.ts';
import { publishIssue, publishNews } from './publish-issue.ts';

/** Both are locked. Without `into` it goes on in a ticket that is no request here. */
interface Merge {
  readonly from: IssueRow;
  readonly into: IssueRow | undefined;
  readonly author: Writer;
}

/**
 * Closes a request whose conversation goes on in another one; its followers follow that one from now on. The history does not say which
 * one it is: not all who read it may know.
 */
export async function noteMerged(context: IssuesContext, tx: Transaction, { from, into, author }: Merge): Promise<void> {
  const at = context.now().toISOString();
  await updateIssue(tx, from.id, { status: 'closed', merged_at: at, merged_into_id: into?.id ?? null }, at);
  await insertHistory(tx, [historyRow(context, from, author, at, { what: 'merged', from: null, to: null })]);
  const known = into && bringsFollowers(from, into) ? into : undefined;
  await publishIssue(context, tx, issueEvents.issue_merged, from.id, { into_id: known?.id ?? null });
  await publishNews(context, tx, 'moved', from.id);
  if (!known || (await copyFollowers(tx, from.id, known, MOST_FOLLOWERS)) === 0) return;
  await updateIssue(tx, known.id, {}, at);
  await publishIssue(context, tx, issueEvents.followers_changed, known.id);
}

/** Has a request that was merged stand for itself again, where it stood on both sides. */
export async function noteSeparated(
  context: IssuesContext,
  tx: Transaction,
  { issue, status, author }: { readonly issue: IssueRow; readonly status: IssueStatus; readonly author: Writer },
): Promise<void> {
  const at = context.now().toISOString();
  await updateIssue(tx, issue.id, { status, merged_at: null, merged_into_id: null }, at);
  await insertHistory(tx, [historyRow(context, issue, author, at, { what: 'separated', from: null, to: null })]);
  await publishIssue(context, tx, issueEvents.issue_separated, issue.id);
  await publishNews(context, tx, 'moved', issue.id);
}
