import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import type { Transaction } from '@kabinet/database';
import type { ArtifactsContext } from '../context.ts';
import { fingerprintOf, type FolderEntry } from '../domain/fingerprint.ts';
import { alterations } from '../domain/upload.ts';
import { isReleased } from '../queries/release.ts';
import { insertUpload, lockUpload, updateUpload, type UploadRow } from '../queries/upload.ts';
import { listUploadedFiles } from '../queries/uploaded-file.ts';

/** A folder of the bucket with what is in it. */
export interface Folder {
  /** `<product>/<version>` */
  readonly folder: string;
  readonly product: string;
  readonly version: string;
  readonly entries: readonly FolderEntry[];
}

/** Has a new or changed upload checked; one that is a release already is only compared, since a release does not change. */
export async function noteFolder(context: ArtifactsContext, found: Folder): Promise<void> {
  const fingerprint = fingerprintOf(found.entries);
  await context.system.transaction(async (tx) => {
    const known = await lockUpload(tx, { folder: found.folder });
    if (!known) return begin(context, tx, found, fingerprint);
    if (known.fingerprint === fingerprint) return;
    const isKept = known.state === 'accepted' || known.state === 'altered';
    if (isKept && (await isReleased(tx, known.id))) return compare(context, tx, known, found.entries, fingerprint);
    await updateUpload(tx, known.id, { state: 'checking', fingerprint }, context.now().toISOString());
    await enqueueCheck(context, tx, known.id);
  });
}

/** One check of an upload waits at most, whatever is noted meanwhile. */
export async function enqueueCheck(context: ArtifactsContext, tx: Transaction, id: string): Promise<void> {
  await context.enqueue(tx, 'check_upload', { id }, { key: `check_upload:${id}` });
}

async function begin(context: ArtifactsContext, tx: Transaction, { folder, version }: Folder, fingerprint: string): Promise<void> {
  const id = context.newId();
  // Another replica may have found it a moment ago.
  if (await insertUpload(tx, { id, folder, version, fingerprint }, context.now().toISOString())) await enqueueCheck(context, tx, id);
}

/** Tells of bytes that changed under a release. What is served are the portal's own copies. */
async function compare(
  context: ArtifactsContext,
  tx: Transaction,
  upload: UploadRow,
  entries: readonly FolderEntry[],
  fingerprint: string,
): Promise<void> {
  const { id, folder, product_id, version } = upload;
  const faults = alterations({ manifestEtag: upload.manifest_etag, files: await listUploadedFiles(tx, id) }, entries);
  const revision = upload.revision + 1;
  const state = faults.length > 0 ? 'altered' : 'accepted';
  await updateUpload(tx, id, { state, fingerprint, faults, revision }, context.now().toISOString());
  if (faults.length === 0) return;
  const event = { subject: id, version: revision, organization_id: null, root_id: null };
  await context.publish(tx, artifactEvents.release_altered, { ...event, data: { id, folder, product_id, version, faults } });
}
