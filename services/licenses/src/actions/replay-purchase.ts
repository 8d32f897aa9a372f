import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { lockPurchaseRow } from '../queries/purchase.ts';
import { receivePurchase } from './receive-purchase.ts';

/** Tries a refused purchase again, as it came or mended. A mended one keeps its source and id. */
export async function replayPurchase(
  context: LicensesContext,
  id: string,
  mended: Readonly<Record<string, unknown>> | undefined,
): Promise<string> {
  const row = await context.db.transaction((tx) => lockPurchaseRow(tx, id));
  if (!row) throw problem('purchase_not_found');
  if (row.status !== 'refused') throw problem('purchase_not_refused');
  const message = mended ?? row.message;
  const renamed = (message as { source?: unknown; id?: unknown } | null) ?? {};
  const errors = [
    ...(row.source !== null && renamed.source !== row.source ? [{ pointer: '/source', code: 'identity_changed' }] : []),
    ...(row.external_id !== null && renamed.id !== row.external_id ? [{ pointer: '/id', code: 'identity_changed' }] : []),
  ];
  if (errors.length > 0) throw problem('invalid_purchase', { errors });
  return receivePurchase(context, message);
}
