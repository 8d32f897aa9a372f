import { PART_SIZE, type FileTransfer, type NewTransfer } from '@kabinet/contracts/artifacts/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { ArtifactsContext } from '../context.ts';
import { partsOf } from '../domain/transfer.ts';
import { findSlug } from '../queries/product.ts';
import { isVersionReleased } from '../queries/release.ts';
import { findTransfer, forgetParts, insertTransfer, lockTransfer, setTransferState, type TransferRow } from '../queries/transfer.ts';

/**
 * Announces a file. One that is on its way already, or in the bucket, is answered as it stands, so that whoever was cut off goes on.
 * Throws `invalid_body` for an unknown product, `version_released`.
 */
export async function createTransfer(context: ArtifactsContext, announced: NewTransfer): Promise<FileTransfer> {
  const { product, version, file, size, sha256 } = announced;
  const slug = await findSlug(context.db, product);
  if (slug === undefined) throw problem('invalid_body', { errors: [{ pointer: '/product', code: 'unknown_product' }] });
  const folder = `${slug}/${version}`;
  const present = await context.state.bucket.head(`${folder}/${file}`);
  const isStored = present?.size === size && present.sha256 === sha256;
  const id = await context.db.transaction(async (tx) => {
    if (!isStored && (await isVersionReleased(tx, folder))) throw problem('version_released');
    const at = context.now().toISOString();
    const row = { id: context.newId(), folder, file, sha256, ...partsOf(size, PART_SIZE), created_at: at, updated_at: at };
    await insertTransfer(tx, { ...row, state: 'receiving' });
    const transfer = await lockTransfer(tx, { folder, file, sha256, size });
    if (!transfer) throw new Error(`the transfer of ${folder}/${file} vanished within its own transaction`);
    await renew(context, tx, transfer, isStored);
    return transfer.id;
  });
  return readTransfer(context, id);
}

/** Throws `file_transfer_not_found`. */
export async function readTransfer(context: ArtifactsContext, id: string): Promise<FileTransfer> {
  const transfer = await findTransfer(context.db, id);
  if (!transfer) throw problem('file_transfer_not_found');
  return transfer;
}

/** What the bucket has needs no parts; what failed, or was removed from the bucket since, is begun anew. */
async function renew(context: ArtifactsContext, tx: Transaction, { id, state, parts }: TransferRow, isStored: boolean): Promise<void> {
  const at = context.now().toISOString();
  if (isStored) return setTransferState(tx, id, 'stored', at);
  if (state === 'assembling') return;
  if (state !== 'receiving') await forgetParts(tx, id);
  await setTransferState(tx, id, parts === 0 ? 'assembling' : 'receiving', at);
  if (parts === 0) await context.enqueue(tx, 'assemble_file', { id });
}
