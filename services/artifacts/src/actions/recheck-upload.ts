import { problem } from '@kabinet/problem';
import type { Transaction } from '@kabinet/database';
import type { ArtifactsContext } from '../context.ts';
import { heldUploads, lockUpload, updateUpload } from '../queries/upload.ts';
import { forgetFindings } from '../queries/uploaded-file.ts';
import { enqueueCheck } from './note-folder.ts';

/** Has an upload that is no release read again, every file of it. Throws `upload_not_found`, `upload_accepted`. */
export async function recheckUpload(context: ArtifactsContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const upload = await lockUpload(tx, { id });
    if (!upload) throw problem('upload_not_found');
    if (upload.state === 'accepted' || upload.state === 'altered') throw problem('upload_accepted');
    await forgetFindings(tx, id);
    await checkAgain(context, tx, id);
  });
}

/** A product that came only now may have been what its uploads were held for. */
export async function recheckHeld(context: ArtifactsContext, tx: Transaction, slug: string): Promise<void> {
  for (const id of await heldUploads(tx, slug)) await checkAgain(context, tx, id);
}

async function checkAgain(context: ArtifactsContext, tx: Transaction, id: string): Promise<void> {
  await updateUpload(tx, id, { state: 'checking' }, context.now().toISOString());
  await enqueueCheck(context, tx, id);
}
