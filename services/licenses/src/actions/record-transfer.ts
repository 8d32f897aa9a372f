import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import type { LicensesContext } from '../context.ts';
import type { TransferRow } from '../queries/transfer.ts';
import type { TransferOrder } from './order-transfer.ts';

const TOLD_AS = {
  pending: licenseEvents.transfer_requested,
  done: licenseEvents.transfer_done,
  returned: licenseEvents.transfer_returned,
  declined: licenseEvents.transfer_declined,
  withdrawn: licenseEvents.transfer_withdrawn,
} as const;

type Parties = { readonly [Side in 'giver' | 'receiver']: Pick<TransferOrder[Side], 'id' | 'root_id'> };

/** Tells both sides of a transfer, each in its own tree, what has become of it; the row has its new version already. */
export async function recordTransfer(
  context: LicensesContext,
  tx: Transaction,
  { giver, receiver }: Parties,
  row: Pick<TransferRow, 'id' | 'license_id' | 'to_license_id' | 'product_id' | 'quantity' | 'status' | 'version'>,
): Promise<void> {
  const { id, product_id, quantity, status, version } = row;
  const sides = [
    { side: 'giver' as const, own: giver, other: receiver, license_id: row.license_id },
    { side: 'receiver' as const, own: receiver, other: giver, license_id: row.to_license_id },
  ];
  for (const { side, own, other, license_id } of sides) {
    const owner = { organization_id: own.id, root_id: own.root_id };
    await context.publish(tx, TOLD_AS[status], {
      subject: id,
      version,
      ...owner,
      data: { id, side, ...owner, other_organization_id: other.id, license_id, product_id, quantity, status },
    });
  }
}
