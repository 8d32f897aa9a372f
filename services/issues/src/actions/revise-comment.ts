import { issueEvents } from '@kabinet/contracts/issues/events';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { EDITABLE_MINUTES, isEditable } from '../domain/editable.ts';
import { commentExists, lockComment, reviseComment, type CommentRow } from '../queries/comment.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { queueDelivery } from './queue-delivery.ts';
import { publishIssue } from './publish-issue.ts';

/** The author's second thoughts; what was said before is kept. Throws `comment_not_found`, `not_the_author`, `comment_settled`. */
export async function editComment(context: IssuesContext, issueId: string, id: string, body: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = await lockOwnComment(context, tx, issueId, id);
    if (before.body === body) return;
    const at = context.now().toISOString();
    await reviseComment(tx, before, { body, edited_at: at }, at);
    await updateIssue(tx, issueId, {}, at);
    await queueDelivery(context, tx, issueId, 'revision', id);
    await publishIssue(context, tx, issueEvents.comment_changed, issueId, { comment_id: id, side: before.author_side });
  });
}

/** Takes the words away; that something was said stays. Throws as `editComment` does. */
export async function deleteComment(context: IssuesContext, issueId: string, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const before = await lockOwnComment(context, tx, issueId, id);
    const at = context.now().toISOString();
    await reviseComment(tx, before, { body: '', deleted_at: at }, at);
    await updateIssue(tx, issueId, {}, at);
    await queueDelivery(context, tx, issueId, 'revision', id);
    await publishIssue(context, tx, issueEvents.comment_deleted, issueId, { comment_id: id, side: before.author_side });
  });
}

/** The request is locked first, as by everybody who writes into it. */
async function lockOwnComment(context: IssuesContext, tx: Transaction, issueId: string, id: string): Promise<CommentRow> {
  // What is no comment of the request keeps nobody waiting.
  if (!(await commentExists(tx, issueId, id))) throw problem('comment_not_found');
  if (!(await lockIssue(tx, issueId))) throw problem('issue_not_found');
  const comment = await lockComment(tx, issueId, id);
  if (comment?.deleted_at !== null) throw problem('comment_not_found');
  requireOwn(context, comment.author_id);
  if (!isEditable(comment.created_at, context.now())) throw problem('comment_settled', { params: { minutes: EDITABLE_MINUTES } });
  if (context.ifMatch !== undefined && context.ifMatch !== comment.version) throw problem('version_mismatch');
  return comment;
}

/** Throws `not_the_author` unless the caller is. */
export function requireOwn({ origin: { principal } }: Pick<IssuesContext, 'origin'>, authorId: string | null): void {
  if (principal.kind !== 'user' || principal.id !== authorId) throw problem('not_the_author');
}
