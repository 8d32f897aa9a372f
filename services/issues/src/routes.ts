import { implement } from '@kabinet/contract/implement';
import { issuesContract } from '@kabinet/contracts/issues';
import { addComment } from './actions/add-comment.ts';
import { addNote } from './actions/add-note.ts';
import { assignIssue, listEngineers } from './actions/assign-issue.ts';
import { attachFile } from './actions/attach-file.ts';
import { changeIssue } from './actions/change-issue.ts';
import { createIssue } from './actions/create-issue.ts';
import { createUpload, readUpload } from './actions/create-upload.ts';
import { deleteAttachment } from './actions/delete-attachment.ts';
import { downloadAttachment } from './actions/download-attachment.ts';
import { deleteUpload } from './actions/finish-upload.ts';
import { addFollower, listCandidates, removeFollower } from './actions/follow-issue.ts';
import { hearOfTicket } from './actions/hear-helpdesk.ts';
import { dropCannedAnswer, keepCannedAnswer } from './actions/keep-canned-answer.ts';
import { mergeIssue } from './actions/merge-issue.ts';
import { readAttachment, readAttachments, readComment, readComments } from './actions/read-conversation.ts';
import { rateIssue, readSatisfaction } from './actions/rate-issue.ts';
import { readIssue } from './actions/read-issue.ts';
import { receiveBytes } from './actions/receive-bytes.ts';
import { deleteComment, editComment } from './actions/revise-comment.ts';
import { readHelpdeskState, retryDeliveries } from './actions/watch-helpdesk.ts';
import type { IssuesContext } from './context.ts';
import { listCannedAnswers } from './queries/canned-answer.ts';
import { listDeliveries } from './queries/list-deliveries.ts';
import { listFollowers } from './queries/follower.ts';
import { exportIssues, listIssues } from './queries/list-issues.ts';
import { listNotes } from './queries/note.ts';
import { listRatings } from './queries/rating.ts';
import { issueExists, readerOf } from './queries/visible.ts';

export const implementation = implement<IssuesContext>()(issuesContract, {
  resources: { issue: issueExists },
  handlers: {
    listIssues: async (context, { query }) => ({ body: await listIssues(context, query) }),
    exportIssues: async (context, { query }) => ({ body: exportIssues(context, query) }),
    createIssue: async (context, { body }) => {
      const id = await createIssue(context, body);
      return { ...(await readIssue(context, id)), location: `/api/v1/issues/${id}` };
    },
    getIssue: (context, { params }) => readIssue(context, params.id),
    changeIssue: async (context, { params, body }) => {
      await changeIssue(context, params.id, body);
      return readIssue(context, params.id);
    },
    listFollowers: async (context, { params }) => ({ body: { items: await listFollowers(context.db, params.id, readerOf(context)) } }),
    listFollowerCandidates: async (context, { params }) => ({ body: { items: await listCandidates(context, params.id) } }),
    addFollower: async (context, { params }) => {
      await addFollower(context, params.id, params.user_id);
      return { body: undefined };
    },
    removeFollower: async (context, { params }) => {
      await removeFollower(context, params.id, params.user_id);
      return { body: undefined };
    },
    listComments: async (context, { params, query }) => ({ body: await readComments(context, params.id, query) }),
    createComment: async (context, { params, body }) => {
      const id = await addComment(context, params.id, body);
      return { ...(await readComment(context, id)), location: `/api/v1/issues/${params.id}/comments/${id}` };
    },
    changeComment: async (context, { params, body }) => {
      await editComment(context, params.id, params.comment_id, body.body);
      return readComment(context, params.comment_id);
    },
    deleteComment: async (context, { params }) => {
      await deleteComment(context, params.id, params.comment_id);
      return { body: undefined };
    },
    listAttachments: async (context, { params, query }) => ({ body: await readAttachments(context, params.id, query) }),
    uploadAttachment: async (context, { params, upload }) => {
      const id = await attachFile(context, params.id, upload);
      const location = `/api/v1/issues/${params.id}/attachments/${id}`;
      return { body: await readAttachment(context.renew(), id), location };
    },
    createAttachmentUpload: async (context, { params, headers }) => {
      const id = await createUpload(context, params.id, headers);
      return { ...(await readUpload(context, params.id, id)), location: `/api/v1/issues/${params.id}/uploads/${id}` };
    },
    getAttachmentUpload: (context, { params }) => readUpload(context, params.id, params.upload_id),
    continueAttachmentUpload: async (context, { params, ...input }) => {
      return { body: undefined, headers: await receiveBytes(context, params.id, params.upload_id, input) };
    },
    deleteAttachmentUpload: async (context, { params }) => {
      await deleteUpload(context, params.id, params.upload_id);
      return { body: undefined };
    },
    downloadAttachment: (context, { params }) => downloadAttachment(context, params.id, params.attachment_id),
    deleteAttachment: async (context, { params }) => {
      await deleteAttachment(context, params.id, params.attachment_id);
      return { body: undefined };
    },
    assignIssue: async (context, { params, body }) => {
      await assignIssue(context, params.id, body.user_id);
      return readIssue(context, params.id);
    },
    mergeIssue: async (context, { params, body }) => {
      await mergeIssue(context, params.id, body.into_id);
      return readIssue(context, params.id);
    },
    listEngineers: async (context) => ({ body: { items: await listEngineers(context) } }),
    listNotes: async (context, { params }) => ({ body: { items: await listNotes(context.db, params.id) } }),
    createNote: async (context, { params, body }) => {
      return { body: await addNote(context, params.id, body.body) };
    },
    listCannedAnswers: async (context, { query }) => ({ body: await listCannedAnswers(context, query) }),
    getHelpdesk: async (context) => ({ body: await readHelpdeskState(context) }),
    announceTicket: async (context, { body }) => {
      await hearOfTicket(context, body.ticket);
      return { body: undefined };
    },
    listDeliveries: async (context, { query }) => ({ body: await listDeliveries(context, query) }),
    retryDeliveries: async (context, { params }) => {
      await retryDeliveries(context, params.id);
      return { body: undefined };
    },
    rateIssue: async (context, { params, body }) => {
      await rateIssue(context, params.id, body);
      return readIssue(context, params.id);
    },
    getSatisfaction: async (context, { query }) => ({ body: await readSatisfaction(context, query) }),
    listRatings: async (context, { query }) => ({ body: await listRatings(context, query) }),
    createCannedAnswer: async (context, { body }) => {
      const answer = await keepCannedAnswer(context, body);
      return { body: answer, location: `/api/v1/canned-answers/${answer.id}` };
    },
    replaceCannedAnswer: async (context, { params, body }) => ({ body: await keepCannedAnswer(context, body, params.id) }),
    deleteCannedAnswer: async (context, { params }) => {
      await dropCannedAnswer(context, params.id);
      return { body: undefined };
    },
  },
});
