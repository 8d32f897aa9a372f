import type { Transaction } from '@kabinet/database';
import { sideOf, type LicensesContext } from '../context.ts';
import { addPending } from '../queries/movable.ts';
import { insertTransfer, type MovedCertificate } from '../queries/transfer.ts';
import { lockForTransfer } from './lock-transfer.ts';
import { moveUnits } from './move-units.ts';
import type { TransferOrder } from './order-transfer.ts';
import { planMoves, type PlannedMove } from './plan-transfer.ts';
import { recordTransfer } from './record-transfer.ts';

/** Transfers what is ordered, all of it or nothing. Answers the ids of the transfers, in the order of the licences. */
export async function transferLicenses(context: LicensesContext, order: TransferOrder): Promise<string[]> {
  return context.db.transaction((tx) => transferIn(context, tx, order));
}

/** The same in a transaction that is open already. */
async function transferIn(context: LicensesContext, tx: Transaction, order: TransferOrder): Promise<string[]> {
  const moves = planMoves(context, order, await lockForTransfer(context, tx, order));
  const batchId = moves.length > 1 ? context.newId() : null;
  const ids: string[] = [];
  for (const planned of moves) ids.push(await transferOne(context, tx, order, planned, batchId));
  return ids;
}

async function transferOne(
  context: LicensesContext,
  tx: Transaction,
  order: TransferOrder,
  planned: PlannedMove,
  batchId: string | null,
): Promise<string> {
  const id = context.newId();
  const at = context.now().toISOString();
  const { giver, move, outcome } = planned;
  const done = outcome === 'done' ? await moveUnits(context, tx, order, planned, id) : undefined;
  if (!done) await addPending(tx, giver.id, move.quantity, at);
  const row = {
    id,
    license_id: giver.id,
    to_license_id: done?.licenseId ?? null,
    from_organization_id: order.giver.id,
    to_organization_id: order.receiver.id,
    from_name: order.giver.name,
    to_name: order.receiver.name,
    product_id: giver.product_id,
    quantity: move.quantity,
    status: outcome,
    certificates: done?.certificates ?? promised(planned),
    batch_id: batchId,
    created_by: sideOf(context),
    version: 1,
    created_at: at,
    updated_at: at,
  };
  await insertTransfer(tx, row, { giver: partyOf(order.giver), receiver: partyOf(order.receiver) });
  await recordTransfer(context, tx, order, row);
  return id;
}

/** What would go along now; what does is decided when it goes. */
function promised({ certificates }: PlannedMove): MovedCertificate[] {
  return certificates
    .filter(({ share }) => share > 0)
    .map(({ giver: { id, number }, share }) => ({ id, number, to_id: null, to_number: null, quantity: share }));
}

function partyOf({ id, root_id }: { readonly id: string; readonly root_id: string }) {
  return { organization_id: id, root_id };
}
