import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import type { ArtifactsContext } from '../context.ts';
import { fingerprintOf, type FolderEntry } from '../domain/fingerprint.ts';
import { manifestFault } from '../domain/manifest.ts';
import { obviousFault } from '../domain/upload.ts';
import { findProductId } from '../queries/product.ts';
import { findUpload, lockUpload, updateUpload, type UploadRow } from '../queries/upload.ts';
import { listUploadedFiles, nameFiles, recordFinding, type UploadedFile } from '../queries/uploaded-file.ts';
import { acceptUpload } from './accept-upload.ts';
import { checkFile } from './check-file.ts';
import { checkSignature } from './check-signature.ts';
import type { Folder } from './note-folder.ts';
import { readManifest } from './read-manifest.ts';
import { readFolder } from './scan-bucket.ts';

/** Files that are read at once. */
const WIDTH = 3;

/**
 * Checks an upload: its manifest, then its files. What was read is kept file by file, so that a check that was cut short goes on where
 * it was. The upload ends as a release or is held with every reason that was found.
 */
export async function checkUpload(context: ArtifactsContext, id: string): Promise<void> {
  const upload = await findUpload(context.system, id);
  if (upload?.state !== 'checking') return;
  const found = (await readFolder(context, upload.folder)) ?? emptyFolder(upload);
  const read = await readManifest(context, found);
  const fingerprint = fingerprintOf(found.entries);
  const productId = await findProductId(context.system, found.product);
  if ('faults' in read) return hold(context, upload, { fingerprint, faults: read.faults, productId });
  if (productId === undefined) {
    const faults = [manifestFault({ pointer: '/product', code: 'unknown_product' })];
    return hold(context, upload, { fingerprint, faults, productId });
  }
  const { manifest, etag } = read;
  await context.system.transaction(async (tx) => {
    await updateUpload(tx, id, { product_id: productId, manifest, manifest_etag: etag }, context.now().toISOString());
    await nameFiles(tx, id, manifest);
  });
  await checkFiles(context, found, id);
  const files = await listUploadedFiles(context.renew().system, id);
  const wrong = files.flatMap(({ fault }) => fault ?? []);
  const { signedBy, faults } = wrong.length > 0 ? { signedBy: null, faults: wrong } : await checkSignature(context.renew(), files);
  if (faults.length > 0) return hold(context.renew(), upload, { fingerprint, faults, productId });
  await acceptUpload(context.renew(), id, { fingerprint, productId, manifest, files, signedBy });
}

function emptyFolder({ folder, version }: UploadRow): Folder {
  return { folder, product: folder.slice(0, folder.indexOf('/')), version, entries: [] };
}

async function checkFiles(context: ArtifactsContext, { folder, entries }: Folder, uploadId: string): Promise<void> {
  const present = new Map(entries.map((entry) => [entry.file, entry]));
  const queue = (await listUploadedFiles(context.renew().system, uploadId)).values();
  async function work(): Promise<void> {
    for (const known of queue) await checkOne(context, folder, known, present.get(known.file));
  }
  await Promise.all(Array.from({ length: WIDTH }, work));
}

async function checkOne(context: ArtifactsContext, folder: string, known: UploadedFile, entry: FolderEntry | undefined): Promise<void> {
  const isRead = known.state === 'checked' && known.etag === entry?.etag;
  if (isRead) return;
  const fault = obviousFault(known, entry);
  const finding =
    fault || !entry
      ? { state: 'wrong' as const, fault: fault ?? null, etag: null, object_key: null, actual_sha256: null, crc32: null }
      : await checkFile(context, folder, known, entry);
  await recordFinding(context.renew().system, known.upload_id, known.file, finding);
}

interface Held {
  readonly fingerprint: string;
  readonly faults: UploadFault[];
  readonly productId: string | undefined;
}

/** Keeps the upload from becoming a release until it changes. */
async function hold(
  context: ArtifactsContext,
  { id, folder, version }: UploadRow,
  { fingerprint, faults, productId }: Held,
): Promise<void> {
  await context.system.transaction(async (tx) => {
    const upload = await lockUpload(tx, { id });
    if (upload?.state !== 'checking') return;
    const revision = upload.revision + 1;
    const product_id = productId ?? null;
    await updateUpload(tx, id, { state: 'held', fingerprint, faults, product_id, revision }, context.now().toISOString());
    const event = { subject: id, version: revision, organization_id: null, root_id: null };
    await context.publish(tx, artifactEvents.release_held, { ...event, data: { id, folder, product_id, version, faults } });
  });
}
