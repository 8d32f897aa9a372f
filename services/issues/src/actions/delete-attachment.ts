import { issueEvents } from '@kabinet/contracts/issues/events';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { EDITABLE_MINUTES, isEditable } from '../domain/editable.ts';
import { deleteAttachmentRow, findFile } from '../queries/attachment.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { publishIssue } from './publish-issue.ts';
import { requireOwn } from './revise-comment.ts';

/** Takes a file back. Throws `attachment_not_found`, `not_the_author`, `attachment_settled`. */
export async function deleteAttachment(context: IssuesContext, issueId: string, id: string): Promise<void> {
  const key = await context.db.transaction(async (tx) => {
    if (!(await lockIssue(tx, issueId))) throw problem('issue_not_found');
    const file = await findFile(tx, issueId, id);
    if (!file) throw problem('attachment_not_found');
    requireOwn(context, file.author_id);
    if (!isEditable(file.created_at, context.now())) throw problem('attachment_settled', { params: { minutes: EDITABLE_MINUTES } });
    await deleteAttachmentRow(tx, id);
    await updateIssue(tx, issueId, {}, context.now().toISOString());
    await publishIssue(context, tx, issueEvents.attachment_deleted, issueId, { attachment_id: id });
    return file.object_key;
  });
  // Bytes that nobody names are swept, should this not come to pass.
  await context.state.files.delete(key);
}
