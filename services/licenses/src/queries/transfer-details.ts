import type { Transfer } from '@kabinet/contracts/licenses/transfer-resources';
import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { findTransfer } from './transfer.ts';

/** A transfer as its reader may see it. Throws `transfer_not_found`. */
export async function readTransfer(context: LicensesContext, id: string): Promise<{ body: Transfer; version: number }> {
  const found = await findTransfer(context.db, id, context.scope('licenses.read'));
  if (!found) throw problem('transfer_not_found');
  return found;
}

/** Several of them, in the order of their ids as given. */
export async function readTransfers(context: LicensesContext, ids: readonly string[]): Promise<{ items: Transfer[] }> {
  const found = await Promise.all(ids.map((id) => readTransfer(context, id)));
  return { items: found.map(({ body }) => body) };
}
