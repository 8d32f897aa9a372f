import type { IssuesContext } from '../context.ts';
import { abandonedUploads, stuckUploads, updateUpload } from '../queries/attachment-upload.ts';
import { unreferenced } from '../queries/attachment.ts';
import { UPLOAD_KEPT_MS } from './create-upload.ts';
import { forgetUpload } from './finish-upload.ts';

const DAY_MS = 86_400_000;
const BATCH = 200;

/**
 * Removes bytes that are a day old and belong to no attachment: of uploads that were cut short, and of deletions that were. Checks that
 * were given up are begun anew.
 */
export async function sweepFiles(context: IssuesContext): Promise<void> {
  await sweepUploads(context);
  await checkAnew(context);
  const { files } = context.state;
  let batch: string[] = [];
  for await (const { key, modified_at } of files.entries({ prefix: 'issues/' })) {
    if (context.now().getTime() - modified_at.getTime() > DAY_MS) batch.push(key);
    if (batch.length < BATCH) continue;
    await deleteUnreferenced(context, batch);
    batch = [];
  }
  await deleteUnreferenced(context, batch);
}

/** Uploads that nobody goes on with, and that have ended long since. */
async function sweepUploads(context: IssuesContext): Promise<void> {
  const before = new Date(context.now().getTime() - UPLOAD_KEPT_MS).toISOString();
  for (;;) {
    const abandoned = await abandonedUploads(context.renew().system, before, BATCH);
    for (const { id } of abandoned) await forgetUpload(context.renew(), id);
    if (abandoned.length < BATCH) return;
  }
}

/** A check that failed for so long that it is no longer tried, as the scanner was away, is begun anew. */
async function checkAnew(context: IssuesContext): Promise<void> {
  const before = new Date(context.now().getTime() - DAY_MS).toISOString();
  await context.system.transaction(async (tx) => {
    for (const { id } of await stuckUploads(tx, before, BATCH)) {
      await updateUpload(tx, id, { updated_at: context.now().toISOString() });
      await context.enqueue(tx, 'finish_upload', { id }, { key: `finish ${id}` });
    }
  });
}

async function deleteUnreferenced(context: IssuesContext, keys: readonly string[]): Promise<void> {
  for (const key of await unreferenced(context.renew().system, keys)) await context.state.files.delete(key);
}
