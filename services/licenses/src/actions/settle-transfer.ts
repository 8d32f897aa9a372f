import { everywhere } from '@kabinet/contract/access';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { addPending, lockMovable } from '../queries/movable.ts';
import { findPending, type PendingTransfer } from '../queries/pending.ts';
import { findReceiver } from '../queries/receiver.ts';
import { findTransferRow, lockTransfer, updateTransfer, type TransferRow } from '../queries/transfer.ts';
import { lockForTransfer } from './lock-transfer.ts';
import { moveUnits } from './move-units.ts';
import { moverOf, type Move, type TransferOrder } from './order-transfer.ts';
import { planMoves } from './plan-transfer.ts';
import { recordTransfer } from './record-transfer.ts';

/** The receiver accepts what waits: now it moves, on the terms and in the shares of now. */
export async function acceptTransfer(context: LicensesContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const row = await findTransferRow(tx, id);
    if (!row) throw problem('transfer_not_found');
    if (row.status !== 'pending') throw problem('transfer_not_pending');
    const { license_id: licenseId, quantity } = row;
    const sides = { from: row.from_organization_id, to: row.to_organization_id };
    const order = await orderOf(tx, sides, row.created_by, { licenseId, quantity, way: 'down', promised: quantity });
    // One side has gone to another tree, and what waits between the two is about to be taken back.
    if (order.giver.root_id !== order.receiver.root_id) throw problem('direction_not_allowed');
    await carryOut(context, tx, order, { row, from: 'pending', to: 'done' });
  });
}

/** What a transfer brought goes back to where it came from, whole. */
export async function returnTransfer(context: LicensesContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const row = await findTransferRow(tx, id);
    if (!row) throw problem('transfer_not_found');
    const { to_license_id: licenseId, quantity } = row;
    if (row.status !== 'done' || licenseId === null) throw problem('transfer_not_done');
    const brought = new Map(row.certificates.map((moved) => [moved.to_id ?? '', moved.quantity]));
    const sides = { from: row.to_organization_id, to: row.from_organization_id };
    const mover = moverOf(context, context.scope('licenses.transfer'));
    const order = await orderOf(tx, sides, mover, { licenseId, quantity, way: 'back', brought });
    await carryOut(context, tx, order, { row, from: 'done', to: 'returned' });
  });
}

/** The order of a transfer that exists. What has gone to another tree since is out of the reach of its people. */
async function orderOf(
  tx: Transaction,
  { from, to }: { readonly from: string; readonly to: string },
  mover: TransferOrder['mover'],
  move: Move,
): Promise<TransferOrder> {
  const giver = await findOrganization(tx, from);
  const receiver = await findReceiver(tx, to, from, everywhere);
  if (!giver || !receiver) throw problem('direction_not_allowed');
  return { giver, receiver, mover, moves: [move] };
}

interface Step {
  readonly row: TransferRow;
  readonly from: 'pending' | 'done';
  readonly to: 'done' | 'returned';
}

/** Licences and certificates first, then the transfer: whoever else settles it is waited for, and then it is no longer `from`. */
async function carryOut(context: LicensesContext, tx: Transaction, order: TransferOrder, { row, from, to }: Step): Promise<void> {
  const rows = await lockForTransfer(context, tx, order);
  const locked = await lockTransfer(tx, row.id);
  if (locked?.status !== from) throw problem(from === 'pending' ? 'transfer_not_pending' : 'transfer_not_done');
  const [planned] = planMoves(context, order, rows);
  if (!planned) throw new Error('an order of one licence has one move');
  const at = context.now().toISOString();
  if (from === 'pending') await addPending(tx, row.license_id, -row.quantity, at);
  const { licenseId, certificates } = await moveUnits(context, tx, order, planned, row.id);
  const changes = to === 'done' ? { to_license_id: licenseId, certificates } : {};
  await updateTransfer(tx, locked, { ...changes, status: to, updated_at: at });
  const parties = to === 'done' ? order : { giver: order.receiver, receiver: order.giver };
  await recordTransfer(context, tx, parties, { ...locked, ...changes, status: to, version: locked.version + 1 });
}

/** The receiver declines what waits, or the giver takes it back: nothing moves, and the units are free again. */
export async function abandonTransfer(context: LicensesContext, id: string, status: 'declined' | 'withdrawn'): Promise<void> {
  await context.db.transaction(async (tx) => {
    const row = await findTransferRow(tx, id);
    if (!row) throw problem('transfer_not_found');
    await abandon(context, tx, row, status);
  });
}

/** Takes back what waits, when the portal finds that it cannot be accepted any more. Throws `transfer_not_pending`. */
export async function withdrawTransfer(context: LicensesContext, transfer: PendingTransfer): Promise<void> {
  await context.system.transaction((tx) => abandon(context, tx, transfer, 'withdrawn'));
}

/** Takes back all that waits of a locked licence, because nothing of it can be given any more. */
export async function withdrawPending(context: LicensesContext, tx: Transaction, licenseId: string): Promise<void> {
  for (const id of await findPending(tx, licenseId)) await abandonLocked(context, tx, id, 'withdrawn');
}

async function abandon(context: LicensesContext, tx: Transaction, transfer: PendingTransfer, status: 'declined' | 'withdrawn') {
  const { id, license_id, to_organization_id: organizationId } = transfer;
  await lockMovable(tx, [license_id], { organizationId, origins: [] });
  await abandonLocked(context, tx, id, status);
}

/** The same of a transfer whose licence is locked. */
async function abandonLocked(context: LicensesContext, tx: Transaction, id: string, status: 'declined' | 'withdrawn') {
  const locked = await lockTransfer(tx, id);
  const giver = locked && (await findOrganization(tx, locked.from_organization_id));
  const receiver = locked && (await findOrganization(tx, locked.to_organization_id));
  // One side may be in another tree by now: then only the vendor sees both.
  if (locked?.status !== 'pending' || !giver || !receiver) throw problem('transfer_not_pending');
  const at = context.now().toISOString();
  await addPending(tx, locked.license_id, -locked.quantity, at);
  await updateTransfer(tx, locked, { status, updated_at: at });
  await recordTransfer(context, tx, { giver, receiver }, { ...locked, status, version: locked.version + 1 });
}
