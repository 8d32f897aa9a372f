import { everywhere } from '@kabinet/contract/access';
import type { Transaction } from '@kabinet/database';
import type { LicensesContext } from '../context.ts';
import { isAccepted } from '../domain/transfer.ts';
import { numberOf } from '../domain/number.ts';
import type { TermKind } from '../domain/term.ts';
import {
  findMovable,
  findOfOrigins,
  insertEmptyCertificate,
  insertEmptyLicense,
  lockMovable,
  type MovableLicense,
  type NewOfOrigin,
} from '../queries/movable.ts';
import { nextSequence } from '../queries/term.ts';
import type { TransferOrder } from './order-transfer.ts';
import { requireOpen } from './require-open.ts';
import { gatherRows, weigh, type Gathered } from './weigh-transfer.ts';

/**
 * Locks the rows of an order, the same kinds in the same order always: first the receiver, which so cannot begin to close before
 * the end; its licences that are not there yet are made, by origin; licences are locked, by id; then certificates likewise.
 * Whoever needs the same rows waits at the first of them, and nobody waits for somebody who waits for them. Throws `cabinet_closed`.
 */
export async function lockForTransfer(context: LicensesContext, tx: Transaction, order: TransferOrder): Promise<Gathered> {
  await requireOpen(tx, order.receiver.id);
  const ids = order.moves.map(({ licenseId }) => licenseId);
  const givers = await findMovable(tx, ids, everywhere);
  const origins = [...new Set(givers.map((giver) => giver.origin_id))].toSorted();
  await makeLicenses(context, tx, order, givers);
  const licenses = await lockMovable(tx, ids, { organizationId: order.receiver.id, origins });
  const seen = await gatherRows(tx, order, licenses, { lock: false });
  await makeCertificates(context, tx, order, seen);
  return gatherRows(tx, order, licenses, { lock: true });
}

/** What waits for its receiver makes nothing there yet. */
async function makeLicenses(context: LicensesContext, tx: Transaction, order: TransferOrder, givers: readonly MovableLicense[]) {
  const { receiver, mover, moves } = order;
  const moving = givers.filter(({ id }) =>
    moves.some(
      (move) =>
        move.licenseId === id && isAccepted({ way: move.way, mover, acceptance: receiver.acceptance && move.promised === undefined }),
    ),
  );
  const there = await findOfOrigins(
    tx,
    receiver.id,
    moving.map((giver) => giver.origin_id),
  );
  const missing = moving.filter(({ origin_id }) => !there.some((license) => license.origin_id === origin_id));
  for (const giver of missing.toSorted(byOrigin)) {
    await insertEmptyLicense(tx, giver.id, await newRow(context, tx, 'license', receiver));
  }
}

async function makeCertificates(context: LicensesContext, tx: Transaction, order: TransferOrder, seen: Gathered): Promise<void> {
  const missing = order.moves.flatMap((move) => {
    const { receiver, certificates } = weigh(order, move, seen);
    return receiver ? certificates.filter(({ share, receiver: theirs }) => share > 0 && !theirs).map(({ giver }) => giver) : [];
  });
  for (const giver of [...new Set(missing)].toSorted(byOrigin)) {
    await insertEmptyCertificate(tx, giver.id, await newRow(context, tx, 'certificate', order.receiver));
  }
}

function byOrigin(a: { readonly origin_id: string }, b: { readonly origin_id: string }): number {
  return a.origin_id < b.origin_id ? -1 : 1;
}

async function newRow(
  context: LicensesContext,
  tx: Transaction,
  kind: TermKind,
  receiver: TransferOrder['receiver'],
): Promise<NewOfOrigin> {
  const number = numberOf(kind, context.today().slice(0, 4), await nextSequence(tx, kind));
  return { id: context.newId(), number, organization_id: receiver.id, root_id: receiver.root_id, at: context.now().toISOString() };
}
