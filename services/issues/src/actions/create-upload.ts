import { UPLOAD_LIMIT, type AttachmentUpload } from '@kabinet/contracts/issues/resources';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { safeName } from '../domain/file-name.ts';
import { announced, TUS_VERSION } from '../domain/tus.ts';
import { countUploads, findOwnUpload, insertUpload, type UploadRow } from '../queries/attachment-upload.ts';
import { requireRoom } from './attach-file.ts';
import { writerOf, writerRow } from './author.ts';

/** So long nothing may come before an upload is forgotten. */
export const UPLOAD_KEPT_MS = 7 * 86_400_000;

/**
 * Announces a file that comes in pieces; answers its id. Throws `issue_not_found`, `issue_closed`, `too_many_files`, `upload_unclear`,
 * `body_too_large`.
 */
export async function createUpload(context: IssuesContext, issueId: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const file = announced(headers);
  if (file === undefined) throw problem('upload_unclear');
  if (file.size > UPLOAD_LIMIT) throw problem('body_too_large', { params: { limit: UPLOAD_LIMIT } });
  const author = await writerOf(context);
  const id = context.newId();
  await context.db.transaction(async (tx) => {
    const { organization_id, root_id } = await requireRoom(tx, issueId, await countUploads(tx, issueId));
    const at = context.now().toISOString();
    const facts = { name: safeName(file.name), size: file.size, created_at: at, updated_at: at };
    const state = file.size === 0 ? 'checking' : 'receiving';
    await insertUpload(tx, { id, issue_id: issueId, organization_id, root_id, ...writerRow(author), ...facts, state });
    if (file.size === 0) await context.enqueue(tx, 'finish_upload', { id });
  });
  return id;
}

/** The upload with what tus says of it in headers. Throws `upload_not_found`. */
export async function readUpload(context: IssuesContext, issueId: string, id: string) {
  const row = await requireUpload(context, issueId, id);
  return { body: shownUpload(row), headers: uploadHeaders(row) };
}

/** Throws `upload_not_found`, also for what another is uploading. */
export async function requireUpload(context: IssuesContext, issueId: string, id: string): Promise<UploadRow> {
  const { principal } = context.origin;
  const upload = await findOwnUpload(context.db, issueId, id, principal.kind === 'user' ? principal.id : null);
  if (!upload) throw problem('upload_not_found');
  return upload;
}

export function uploadHeaders({ received, size }: Pick<UploadRow, 'received' | 'size'>): Record<string, string> {
  return { 'tus-resumable': TUS_VERSION, 'upload-offset': String(received), 'upload-length': String(size), 'cache-control': 'no-store' };
}

function shownUpload({ id, name, size, received, state, finding, created_at, updated_at }: UploadRow): AttachmentUpload {
  const expires_at = new Date(Date.parse(updated_at) + UPLOAD_KEPT_MS).toISOString();
  return { id, name, size, received, state, finding, created_at, expires_at };
}
