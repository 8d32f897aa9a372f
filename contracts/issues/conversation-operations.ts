import { operation } from '@kabinet/contract';
import { closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import { readsIssue, writesIssue } from './operations.ts';
import { Attachment, ATTACHMENT_LIMIT, Comment, CommentChanges, NewComment } from './resources.ts';

const params = closed({ id: Uuid });
const ofComment = closed({ id: Uuid, comment_id: Uuid });
const ofAttachment = closed({ id: Uuid, attachment_id: Uuid });
/** Boundaries and headers of the form around a file. */
const FORM_OVERHEAD = 65_536;

/** What is said in a request, and the files that are sent along. */
export const conversationOperations = {
  listComments: operation({
    summary: 'List the comments of a request',
    method: 'GET',
    path: '/issues/{id}/comments',
    access: readsIssue,
    params,
    query: listQuery(['created_at'], {}),
    ok: { status: 200, body: page(Comment) },
    problems: ['issue_not_found'],
  }),
  createComment: operation({
    summary: 'Comment on a request',
    method: 'POST',
    path: '/issues/{id}/comments',
    access: writesIssue,
    params,
    body: NewComment,
    ok: { status: 201, body: Comment },
    problems: ['issue_not_found', 'issue_closed', 'issue_merged'],
    idempotency: 'honoured',
  }),
  changeComment: operation({
    summary: 'Edit a comment of one’s own, for a while',
    method: 'PATCH',
    path: '/issues/{id}/comments/{comment_id}',
    access: writesIssue,
    params: ofComment,
    body: CommentChanges,
    ok: { status: 200, body: Comment },
    problems: ['issue_not_found', 'comment_not_found', 'not_the_author', 'comment_settled'],
    if_match: 'optional',
  }),
  deleteComment: operation({
    summary: 'Delete a comment of one’s own, for a while; that there was one stays',
    method: 'DELETE',
    path: '/issues/{id}/comments/{comment_id}',
    access: writesIssue,
    params: ofComment,
    ok: { status: 204 },
    problems: ['issue_not_found', 'comment_not_found', 'not_the_author', 'comment_settled'],
    if_match: 'optional',
  }),
  listAttachments: operation({
    summary: 'List the files of a request',
    method: 'GET',
    path: '/issues/{id}/attachments',
    access: readsIssue,
    params,
    query: listQuery(['created_at'], {}),
    ok: { status: 200, body: page(Attachment) },
    problems: ['issue_not_found'],
  }),
  uploadAttachment: operation({
    summary: 'Attach a file: a form with the one field `file`',
    method: 'POST',
    path: '/issues/{id}/attachments',
    access: writesIssue,
    params,
    upload: { media_types: ['multipart/form-data'] },
    body_limit: ATTACHMENT_LIMIT + FORM_OVERHEAD,
    ok: { status: 201, body: Attachment },
    problems: ['issue_not_found', 'issue_closed', 'issue_merged', 'file_missing', 'file_refused', 'too_many_files'],
    idempotency: 'none',
  }),
  /** Never shown in place, whatever it is: see the headers of the answer. */
  downloadAttachment: operation({
    summary: 'Download a file of a request',
    method: 'GET',
    path: '/issues/{id}/attachments/{attachment_id}',
    access: readsIssue,
    params: ofAttachment,
    ok: { status: 200, stream: 'bytes', content_type: 'application/octet-stream' },
    problems: ['issue_not_found', 'attachment_not_found'],
  }),
  deleteAttachment: operation({
    summary: 'Delete a file of one’s own, for a while',
    method: 'DELETE',
    path: '/issues/{id}/attachments/{attachment_id}',
    access: writesIssue,
    params: ofAttachment,
    ok: { status: 204 },
    problems: ['issue_not_found', 'attachment_not_found', 'not_the_author', 'attachment_settled'],
  }),
} as const;
