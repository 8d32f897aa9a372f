import { issueEvents } from '@kabinet/contracts/issues/events';
import type { StoredObject } from '@kabinet/store';
import { Readable } from 'node:stream';
import type { IssuesContext } from '../context.ts';
import {
  deleteUploadRow,
  findUploadRow,
  forgetParts,
  listParts,
  lockUpload,
  updateUpload,
  type PartRow,
  type UploadRow,
} from '../queries/attachment-upload.ts';
import { insertAttachment } from '../queries/attachment.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { requireUpload } from './create-upload.ts';
import { publishIssue } from './publish-issue.ts';
import { queueDelivery } from './queue-delivery.ts';

/** The job behind an upload that is complete: its parts become one file, which is looked into and attached. */
export async function finishUpload(context: IssuesContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const id = String(payload['id']);
  const upload = await findUploadRow(context.system, id);
  if (upload?.state !== 'checking') return;
  const parts = await listParts(context.system, id);
  const { files, scanner } = context.state;
  const key = `issues/${upload.issue_id}/${id}`;
  const stored = await files.put(key, Readable.from(contentsOf(context, parts), { objectMode: false }), { size: upload.size });
  const finding = await scanner?.scan((await files.get(key)).body);
  const later = context.renew();
  if (finding !== undefined) {
    await files.delete(key);
    await later.system.transaction(async (tx) => {
      await updateUpload(tx, id, { state: 'refused', finding, updated_at: later.now().toISOString() });
      await forgetParts(tx, id);
    });
  } else await attach(later, upload, stored);
  await deleteParts(context, parts);
}

/** A request that was closed meanwhile gets it nevertheless: it was sent before. */
async function attach(context: IssuesContext, upload: UploadRow, stored: StoredObject): Promise<void> {
  const { id, issue_id, organization_id, root_id, author_id, author_name, author_side, author_organizations, name } = upload;
  await context.system.transaction(async (tx) => {
    await lockIssue(tx, issue_id);
    if ((await lockUpload(tx, id))?.state !== 'checking') return;
    const at = context.now().toISOString();
    const author = { author_id, author_name, author_side, author_organizations };
    const facts = { name, size: stored.size, sha256: stored.sha256 ?? '', object_key: stored.key, created_at: at };
    await insertAttachment(tx, { id, issue_id, organization_id, root_id, ...author, ...facts });
    await updateUpload(tx, id, { state: 'attached', updated_at: at });
    await forgetParts(tx, id);
    await updateIssue(tx, issue_id, {}, at);
    await queueDelivery(context, tx, issue_id, 'attachment', id);
    await publishIssue(context, tx, issueEvents.attachment_added, issue_id, { attachment_id: id });
  });
}

async function* contentsOf({ state }: IssuesContext, parts: readonly PartRow[]): AsyncGenerator<Buffer> {
  for (const { object_key } of parts) yield* (await state.files.get(object_key)).body as AsyncIterable<Buffer>;
}

/** Gives up a file of which not all has come. Throws `upload_not_found`. */
export async function deleteUpload(context: IssuesContext, issueId: string, id: string): Promise<void> {
  await requireUpload(context, issueId, id);
  await forgetUpload(context, id);
}

/** Forgets an upload, and its bytes unless they are an attachment already. */
export async function forgetUpload(context: IssuesContext, id: string): Promise<void> {
  const parts = await context.system.transaction(async (tx) => {
    const upload = await lockUpload(tx, id);
    if (!upload || upload.state === 'checking') return [];
    const there = await listParts(tx, id);
    await deleteUploadRow(tx, id);
    return there;
  });
  await deleteParts(context, parts);
}

/** Bytes that nobody names are swept, should this not come to pass. */
async function deleteParts({ state }: IssuesContext, parts: readonly PartRow[]): Promise<void> {
  for (const { object_key } of parts) await state.files.delete(object_key);
}
