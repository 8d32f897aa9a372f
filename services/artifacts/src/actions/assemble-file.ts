import { StoreError } from '@kabinet/store';
import { Readable } from 'node:stream';
import type { ArtifactsContext } from '../context.ts';
import { partKey } from '../domain/transfer.ts';
import { findTransfer, forgetParts, setTransferState, type TransferRow } from '../queries/transfer.ts';
import { deleteParts } from './delete-transfer.ts';
import { requestScan } from './request-scan.ts';

/** Puts a file together in the bucket, where it is seen whole or not at all; one with another SHA-256 than announced has failed. */
export async function assembleFile(context: ArtifactsContext, id: string): Promise<void> {
  const transfer = await findTransfer(context.system, id);
  if (transfer?.state !== 'assembling') return;
  const state = await store(context, transfer);
  const { system } = context.renew();
  await system.transaction(async (tx) => {
    await setTransferState(tx, id, state, context.now().toISOString());
    await forgetParts(tx, id);
  });
  await deleteParts(context.renew(), transfer);
  if (state === 'stored') await requestScan(context.renew(), transfer.folder);
}

async function store({ state }: ArtifactsContext, transfer: TransferRow): Promise<'stored' | 'failed'> {
  const { folder, file, size, sha256 } = transfer;
  try {
    await state.bucket.put(`${folder}/${file}`, Readable.from(contentsOf(state.kept, transfer)), { size, sha256 });
    return 'stored';
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'checksum_mismatch') return 'failed';
    throw error;
  }
}

async function* contentsOf(kept: ArtifactsContext['state']['kept'], { id, parts }: TransferRow): AsyncGenerator<Buffer> {
  for (let number = 1; number <= parts; number += 1) yield* (await kept.get(partKey(id, number))).body as AsyncIterable<Buffer>;
}
