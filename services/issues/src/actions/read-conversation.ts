import type { Input } from '@kabinet/contract';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { Attachment, Comment } from '@kabinet/contracts/issues/resources';
import type { IssuesContext } from '../context.ts';
import { editableUntil } from '../domain/editable.ts';
import { contentTypeOf } from '../domain/file-name.ts';
import { findAttachment, listAttachments, type KeptAttachment } from '../queries/attachment.ts';
import { findComment, listComments, type KeptComment } from '../queries/comment.ts';
import { readerOf } from '../queries/visible.ts';

type Operations = (typeof issuesContract)['operations'];

/** What was said in a request that the caller may see. */
export async function readComments(context: IssuesContext, issueId: string, query: Input<Operations['listComments']>['query']) {
  const page = await listComments(context, issueId, query);
  return { ...page, items: page.items.map(shownComment) };
}

/** A comment that the caller has just written, with its version. */
export async function readComment(context: IssuesContext, id: string) {
  const found = await findComment(context.db, id, readerOf(context));
  if (!found) throw new Error(`comment ${id} is gone as soon as it was written`);
  const { version, ...kept } = found;
  return { body: shownComment(kept), version };
}

/** The files of a request that the caller may see. */
export async function readAttachments(context: IssuesContext, issueId: string, query: Input<Operations['listAttachments']>['query']) {
  const page = await listAttachments(context, issueId, query);
  return { ...page, items: page.items.map(shownAttachment) };
}

/** A file that the caller has just sent. */
export async function readAttachment(context: IssuesContext, id: string): Promise<Attachment> {
  const found = await findAttachment(context.db, id, readerOf(context));
  if (!found) throw new Error(`attachment ${id} is gone as soon as it was kept`);
  return shownAttachment(found);
}

function shownComment(kept: KeptComment): Comment {
  return { ...kept, editable_until: editableUntil(kept.created_at) };
}

function shownAttachment(kept: KeptAttachment): Attachment {
  return { ...kept, content_type: contentTypeOf(kept.name) };
}
