import type { Upload } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import { buffer } from 'node:stream/consumers';
import type { ArtifactsContext } from '../context.ts';
import { partKey, sizeOfPart } from '../domain/transfer.ts';
import { findTransfer, insertPart, lockTransfer, setTransferState } from '../queries/transfer.ts';

/**
 * Keeps a part of a file. It is safe in the store before it is noted, and the last missing one has the file put together.
 * Throws `file_transfer_not_found`, `no_such_part`, `wrong_part_size`.
 */
export async function receivePart(context: ArtifactsContext, id: string, number: number, { body }: Upload): Promise<void> {
  const transfer = await findTransfer(context.db, id);
  if (!transfer) throw problem('file_transfer_not_found');
  const expected = sizeOfPart(transfer, number);
  if (expected === undefined) throw problem('no_such_part', { params: { parts: transfer.parts } });
  // A part is small enough to be in memory; so its size and digest are known before the store is asked to take it.
  const bytes = await buffer(body);
  if (bytes.length !== expected) throw problem('wrong_part_size', { params: { expected, actual: bytes.length } });
  // Whoever got no answer to the last part sends it again.
  if (transfer.state !== 'receiving') return;
  const { state, system } = context.renew();
  await state.kept.put(partKey(id, number), bytes);
  await system.transaction(async (tx) => {
    const locked = await lockTransfer(tx, { id });
    if (locked?.state !== 'receiving') return;
    const there = await insertPart(tx, id, number);
    await setTransferState(tx, id, there === locked.parts ? 'assembling' : 'receiving', context.now().toISOString());
    if (there === locked.parts) await context.enqueue(tx, 'assemble_file', { id });
  });
}
