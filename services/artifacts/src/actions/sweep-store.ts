import type { ArtifactsContext } from '../context.ts';
import { unreferenced } from '../queries/artifact.ts';
import { abandonedTransfers, deleteTransferRow } from '../queries/transfer.ts';
import { deleteParts } from './delete-transfer.ts';

const DAY_MS = 86_400_000;
/** Whoever was cut off may go on for as long. */
const TRANSFER_KEPT_MS = 7 * DAY_MS;
const BATCH = 200;

/** Removes what nobody needs any more: transfers that were given up, copies of files that became no part of a release. */
export async function sweepStore(context: ArtifactsContext): Promise<void> {
  await sweepTransfers(context);
  await sweepFiles(context);
}

async function sweepTransfers(context: ArtifactsContext): Promise<void> {
  const before = new Date(context.now().getTime() - TRANSFER_KEPT_MS).toISOString();
  for (;;) {
    const { system } = context.renew();
    const abandoned = await abandonedTransfers(system, before, BATCH);
    for (const transfer of abandoned) {
      await deleteParts(context, transfer);
      await context.renew().system.transaction((tx) => deleteTransferRow(tx, transfer.id));
    }
    if (abandoned.length < BATCH) return;
  }
}

/** A copy that is a day old and named nowhere was made by a check that was cut short, or for files that have been replaced. */
async function sweepFiles(context: ArtifactsContext): Promise<void> {
  const { kept } = context.state;
  let batch: string[] = [];
  for await (const { key, modified_at } of kept.entries({ prefix: 'artifacts/files/' })) {
    if (context.now().getTime() - modified_at.getTime() > DAY_MS) batch.push(key);
    if (batch.length < BATCH) continue;
    await deleteUnreferenced(context, batch);
    batch = [];
  }
  await deleteUnreferenced(context, batch);
}

async function deleteUnreferenced(context: ArtifactsContext, keys: readonly string[]): Promise<void> {
  for (const key of await unreferenced(context.renew().system, keys)) await context.state.kept.delete(key);
}
