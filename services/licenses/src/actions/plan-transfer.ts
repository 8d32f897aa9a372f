import { everywhere } from '@kabinet/contract/access';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { decideTransfer, type TransferFacts } from '../domain/transfer.ts';
import { findMovable, findOfOrigins } from '../queries/movable.ts';
import type { TransferOrder } from './order-transfer.ts';
import { gatherRows, weigh, type Gathered, type Weighed } from './weigh-transfer.ts';

/** One licence of an order that may move: at once, or when its receiver has accepted. */
export interface PlannedMove extends Weighed {
  readonly outcome: 'pending' | 'done';
}

/** What an order would do now. Nothing is locked: it is for people to look at. Throws the refusal that the transfer would. */
export async function previewOrder(context: LicensesContext, order: TransferOrder): Promise<PlannedMove[]> {
  const { db } = context;
  const ids = order.moves.map(({ licenseId }) => licenseId);
  const givers = await findMovable(db, ids, everywhere);
  const origins = givers.map((giver) => giver.origin_id);
  // A licence that stays where it is stands on both sides.
  const receivers = order.receiver.id === order.giver.id ? [] : await findOfOrigins(db, order.receiver.id, origins);
  return planMoves(context, order, await gatherRows(db, order, [...givers, ...receivers], { lock: false }));
}

/** Decides an order by what was gathered for it. Throws the refusal of the first licence that cannot move. */
export function planMoves(context: LicensesContext, order: TransferOrder, rows: Gathered): PlannedMove[] {
  return order.moves.map((move) => {
    const weighed = weigh(order, move, rows);
    const decided = decideTransfer(factsOf(context.today(), order, weighed));
    if (!('refusal' in decided)) return { ...weighed, outcome: decided.to };
    const { code, ...params } = decided.refusal;
    throw problem(code, { params });
  });
}

function factsOf(today: string, order: TransferOrder, { giver, receiver, move, certificates }: Weighed): TransferFacts {
  const { mover } = order;
  const { status, acceptance } = order.receiver;
  return {
    mover,
    today,
    quantity: move.quantity,
    way: move.way,
    giver: {
      ...giver,
      pending: giver.pending_quantity - (move.promised ?? 0),
      certificates: certificates.map((certificate) => ({
        ...certificate.giver,
        share: certificate.share,
        receiver: certificate.receiver,
      })),
    },
    receiver: { status, acceptance: acceptance && move.promised === undefined, license: receiver },
  };
}
