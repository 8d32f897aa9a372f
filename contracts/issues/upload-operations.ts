import { operation } from '@kabinet/contract';
import { closed, Uuid } from '@kabinet/contract/schemas';
import { writesIssue } from './operations.ts';
import { AttachmentUpload, UPLOAD_LIMIT } from './resources.ts';

const params = closed({ id: Uuid, upload_id: Uuid });

/**
 * Large files by the tus protocol, 1.0.0, with its extensions creation and termination: https://tus.io/protocols/resumable-upload.
 * Whoever was cut off asks with HEAD how much is there, and goes on.
 */
export const uploadOperations = {
  createAttachmentUpload: operation({
    summary: 'Announce a file that comes in pieces: `Upload-Length`, and in `Upload-Metadata` its `filename`',
    method: 'POST',
    path: '/issues/{id}/uploads',
    access: writesIssue,
    params: closed({ id: Uuid }),
    headers: ['upload-length', 'upload-metadata'],
    ok: { status: 201, body: AttachmentUpload },
    problems: ['issue_not_found', 'issue_closed', 'issue_merged', 'too_many_files', 'upload_unclear'],
    idempotency: 'none',
  }),
  getAttachmentUpload: operation({
    summary: 'Read how much of a file is there: in `Upload-Offset`, too',
    method: 'GET',
    path: '/issues/{id}/uploads/{upload_id}',
    access: writesIssue,
    params,
    ok: { status: 200, body: AttachmentUpload },
    problems: ['issue_not_found', 'upload_not_found'],
  }),
  continueAttachmentUpload: operation({
    summary: 'Bring bytes of a file from `Upload-Offset` on; what comes before a line breaks stays',
    method: 'PATCH',
    path: '/issues/{id}/uploads/{upload_id}',
    access: writesIssue,
    params,
    headers: ['upload-offset'],
    upload: { media_types: ['application/offset+octet-stream'] },
    body_limit: UPLOAD_LIMIT,
    ok: { status: 204 },
    problems: ['issue_not_found', 'upload_not_found', 'wrong_offset', 'upload_unclear'],
    idempotency: 'none',
  }),
  deleteAttachmentUpload: operation({
    summary: 'Give up a file of which not all has come',
    method: 'DELETE',
    path: '/issues/{id}/uploads/{upload_id}',
    access: writesIssue,
    params,
    ok: { status: 204 },
    problems: ['issue_not_found', 'upload_not_found'],
  }),
} as const;
