import { problem } from '@kabinet/problem';
import type { ArtifactsContext } from '../context.ts';
import { partKey } from '../domain/transfer.ts';
import { deleteTransferRow, findTransfer, type TransferRow } from '../queries/transfer.ts';

/** Forgets a transfer and its parts. Throws `file_transfer_not_found`. */
export async function deleteTransfer(context: ArtifactsContext, id: string): Promise<void> {
  const transfer = await findTransfer(context.db, id);
  const isDeleted = transfer !== undefined && (await context.db.transaction((tx) => deleteTransferRow(tx, id)));
  if (!isDeleted) throw problem('file_transfer_not_found');
  await deleteParts(context, transfer);
}

export async function deleteParts({ state }: ArtifactsContext, { id, parts }: TransferRow): Promise<void> {
  for (let number = 1; number <= parts; number += 1) await state.kept.delete(partKey(id, number));
}
