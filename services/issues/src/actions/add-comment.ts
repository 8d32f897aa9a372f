import { issueEvents } from '@kabinet/contracts/issues/events';
import type { NewComment } from '@kabinet/contracts/issues/resources';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { statusAfterComment } from '../domain/status.ts';
import { claimAttachments, findClaimable } from '../queries/attachment.ts';
import { insertComment } from '../queries/comment.ts';
import { insertHistory } from '../queries/history.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { writerOf, writerRow } from './author.ts';
import { historyRow } from './change-issue.ts';
import { requireOpen } from './require-open.ts';
import { firstDelivery, queueDelivery } from './queue-delivery.ts';
import { publishIssue, publishNews } from './publish-issue.ts';

/** Says something in a request, which passes the turn on. Answers the comment's id. Throws `issue_not_found`, `issue_closed`, `issue_merged`. */
export async function addComment(context: IssuesContext, issueId: string, { body, attachment_ids = [] }: NewComment): Promise<string> {
  const author = await writerOf(context);
  const id = context.newId();
  const at = context.now().toISOString();
  await context.db.transaction(async (tx) => {
    // Refused before anybody is kept waiting; and once more when it is written, as somebody may be quicker.
    requireAll(attachment_ids, await findClaimable(tx, attachment_ids, { issue_id: issueId, author_id: author.id }));
    const issue = await lockIssue(tx, issueId);
    if (!issue) throw problem('issue_not_found');
    requireOpen(issue);
    const { organization_id, root_id } = issue;
    const times = { created_at: at, updated_at: at };
    await insertComment(tx, {
      id,
      issue_id: issueId,
      organization_id,
      root_id,
      ...writerRow(author),
      body,
      delivery: firstDelivery(context),
      ...times,
    });
    await queueDelivery(context, tx, issueId, 'comment', id);
    requireAll(attachment_ids, await claimAttachments(tx, attachment_ids, { id, issue_id: issueId, author_id: author.id }));
    const status = statusAfterComment(author.side, issue.status);
    const responded_at = issue.responded_at ?? (author.side === 'support' ? at : null);
    await updateIssue(tx, issueId, { status, responded_at }, at);
    if (status !== issue.status) {
      await insertHistory(tx, [historyRow(context, issue, author, at, { what: 'status_changed', from: issue.status, to: status })]);
      // Not every helpdesk knows that an answer passes the turn on.
      await queueDelivery(context, tx, issueId, 'fields');
    }
    await publishIssue(context, tx, issueEvents.issue_commented, issueId, { comment_id: id, side: author.side });
    await publishNews(context, tx, 'answered', issueId);
  });
  return id;
}

function requireAll(ids: readonly string[], there: ReadonlySet<string>): void {
  const errors = ids.flatMap((id, index) => (there.has(id) ? [] : [{ pointer: `/attachment_ids/${index}`, code: 'not_found' }]));
  if (errors.length > 0) throw problem('invalid_body', { errors });
}
