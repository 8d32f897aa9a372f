import type { TransferPreview, PlannedTransfer } from '@kabinet/contracts/licenses/transfer-resources';
import type { LicensesContext } from '../context.ts';
import { findProductRefs } from '../queries/product.ts';
import type { TransferOrder } from './order-transfer.ts';
import { previewOrder, type PlannedMove } from './plan-transfer.ts';

/** What an order would change, for people to look at before. Throws what the transfer would be refused with. */
export async function previewTransfer(context: LicensesContext, order: TransferOrder): Promise<TransferPreview> {
  const moves = await previewOrder(context, order);
  const products = await findProductRefs(
    context.db,
    moves.map(({ giver }) => giver.product_id),
  );
  const [giver, receiver] = [order.giver, order.receiver].map(({ id, name }) => ({ id, name }));
  if (!giver || !receiver) throw new Error('a transfer has two sides');
  return {
    from_cabinet: giver,
    to_cabinet: receiver,
    status: moves.some(({ outcome }) => outcome === 'pending') ? 'pending' : 'done',
    transfers: moves.map((move) => planned(move, order.receiver.in_scope, products.get(move.giver.product_id))),
  };
}

function planned(move: PlannedMove, seesReceiver: boolean, product: PlannedTransfer['product'] | undefined): PlannedTransfer {
  const { giver, receiver, certificates } = move;
  const { quantity } = move.move;
  if (!product) throw new Error(`the product of ${giver.number} is unknown`);
  return {
    license_id: giver.id,
    license_number: giver.number,
    product,
    quantity,
    giver: units(giver.quantity, -quantity),
    receiver: seesReceiver ? units(receiver?.quantity ?? 0, quantity) : null,
    to_license: seesReceiver && receiver ? { id: receiver.id, number: receiver.number } : null,
    certificates: certificates.map(({ giver: { id, number }, covered, receiverCovered, share }) => ({
      id,
      number,
      share: Math.round((covered.quantity * quantity * 1000) / giver.quantity) / 1000,
      quantity: share,
      giver: units(covered.quantity, -share),
      receiver: seesReceiver ? units(receiverCovered, share) : null,
    })),
  };
}

function units(before: number, change: number): PlannedTransfer['giver'] {
  return { before, after: before + change };
}
