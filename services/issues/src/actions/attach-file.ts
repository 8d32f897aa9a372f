import type { Upload } from '@kabinet/contract/content';
import { issueEvents } from '@kabinet/contracts/issues/events';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { StoredObject } from '@kabinet/store';
import { takeFile } from '../attachments/read-form.ts';
import type { IssuesContext } from '../context.ts';
import { safeName } from '../domain/file-name.ts';
import { countAttachments, insertAttachment } from '../queries/attachment.ts';
import { lockIssue, updateIssue, type IssueRow } from '../queries/issue.ts';
import { writerOf, writerRow } from './author.ts';
import { queueDelivery } from './queue-delivery.ts';
import { requireOpen } from './require-open.ts';
import { publishIssue } from './publish-issue.ts';

/** Of one request. */
const MOST_FILES = 200;

/**
 * Keeps a file of a request: its bytes first, then that it is there. Answers its id. Bytes that did not become a file are swept: whether
 * a transaction whose answer was lost took place, nobody knows here. Throws `issue_not_found`, `issue_closed`, `issue_merged`,
 * `too_many_files`, `file_missing`, `file_refused`, `body_too_large`, `malformed_body`.
 */
export async function attachFile(context: IssuesContext, issueId: string, upload: Upload): Promise<string> {
  const author = await writerOf(context);
  // Refused before anything is read; and once more when it is written, as much may have happened meanwhile.
  await context.db.transaction((tx) => requireRoom(tx, issueId));
  const id = context.newId();
  const { files } = context.state;
  const key = `issues/${issueId}/${id}`;
  const { stored, name } = await takeFile(upload, async (file) => ({ name: safeName(file.name), stored: await files.put(key, file.body) }));
  try {
    await refuseFound(context, stored);
  } catch (error) {
    await files.delete(key);
    throw error;
  }
  const later = context.renew();
  await later.db.transaction(async (tx) => {
    const { organization_id, root_id } = await requireRoom(tx, issueId);
    const at = context.now().toISOString();
    const facts = { name, size: stored.size, sha256: stored.sha256 ?? '', object_key: key, created_at: at };
    await insertAttachment(tx, { id, issue_id: issueId, organization_id, root_id, ...writerRow(author), ...facts });
    await updateIssue(tx, issueId, {}, at);
    await queueDelivery(later, tx, issueId, 'attachment', id);
    await publishIssue(later, tx, issueEvents.attachment_added, issueId, { attachment_id: id });
  });
  return id;
}

/** The request, locked, if it takes one more file beside those that are on their way. */
export async function requireRoom(tx: Transaction, issueId: string, coming = 0): Promise<IssueRow> {
  const issue = await lockIssue(tx, issueId);
  if (!issue) throw problem('issue_not_found');
  requireOpen(issue);
  if ((await countAttachments(tx, issueId)) + coming >= MOST_FILES) throw problem('too_many_files', { params: { limit: MOST_FILES } });
  return issue;
}

/** What the scanner finds is kept nowhere; without its word nothing is taken. */
async function refuseFound({ state }: IssuesContext, { key }: StoredObject): Promise<void> {
  if (!state.scanner) return;
  const finding = await findingIn(state.scanner, async () => (await state.files.get(key)).body);
  if (finding !== undefined) throw problem('file_refused', { params: { finding } });
}

async function findingIn(
  scanner: NonNullable<IssuesContext['state']['scanner']>,
  open: () => Promise<Parameters<typeof scanner.scan>[0]>,
): Promise<string | undefined> {
  try {
    return await scanner.scan(await open());
  } catch (cause) {
    throw problem('unavailable', { reason: 'the scanner of attachments failed', cause });
  }
}
