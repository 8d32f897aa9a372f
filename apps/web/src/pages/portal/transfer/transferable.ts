import type { License } from '@kabinet/contracts/licenses/resources';

/** Units that are not waiting for the receiver of another transfer. */
export function transferable({ quantity, pending_quantity }: Pick<License, 'quantity' | 'pending_quantity'>): number {
  return quantity - pending_quantity;
}

/** Whether anything of it can be given to others: nothing of what is not in force can. */
export function isTransferable(license: Pick<License, 'status' | 'quantity' | 'pending_quantity'>): boolean {
  return (license.status === 'active' || license.status === 'scheduled') && transferable(license) > 0;
}
