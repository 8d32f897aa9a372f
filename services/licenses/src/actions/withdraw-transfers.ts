import type { EventOf } from '@kabinet/contract/events';
import type { organizationEvents } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import { isProblem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { listParted, listPendingOf, type PendingTransfer } from '../queries/pending.ts';
import { withdrawTransfer } from './settle-transfer.ts';

/** Transfers that one call takes back, each in a transaction of its own. */
const TRANSFERS_PER_CALL = 100;

/** Takes back what waits for or of an organization that is being closed. Answers whether there may be more. */
export async function withdrawTransfersOf(context: LicensesContext, organizationId: string): Promise<boolean> {
  return withdrawAll(context, await listPendingOf(context.system, organizationId, TRANSFERS_PER_CALL));
}

/** Hears that an organization hangs elsewhere: what waited across the place where it was cut off cannot be accepted any more. */
export async function scheduleWithdrawal(
  context: LicensesContext,
  { data: { id } }: EventOf<typeof organizationEvents.organization_moved>,
  tx: Transaction,
): Promise<void> {
  if ((await listParted(tx, id, 1)).length > 0) await context.enqueue(tx, 'withdraw_parted', { organization_id: id });
}

/** The job behind it. */
export async function withdrawParted(context: LicensesContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const parted = await listParted(context.system, String(payload['organization_id']), TRANSFERS_PER_CALL);
  if (!(await withdrawAll(context, parted))) return;
  await context.system.transaction((tx) => context.enqueue(tx, 'withdraw_parted', payload));
}

/** Answers whether there may be more. Each that is taken back is on no list any more, and so is what somebody settled meanwhile. */
async function withdrawAll(context: LicensesContext, transfers: readonly PendingTransfer[]): Promise<boolean> {
  for (const transfer of transfers) {
    try {
      await withdrawTransfer(context, transfer);
    } catch (error) {
      if (!isProblem(error, 'transfer_not_pending')) throw error;
    }
  }
  return transfers.length === TRANSFERS_PER_CALL;
}
