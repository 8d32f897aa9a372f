import type { Transaction } from '@kabinet/database';
import { lockOpen } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';

/** Whoever gives an organization something in force asks before, in the same transaction. Throws `cabinet_closed`. */
export async function requireOpen(tx: Transaction, organizationId: string): Promise<void> {
  if (!(await lockOpen(tx, organizationId))) throw problem('cabinet_closed');
}
