import type { Input } from '@kabinet/contract';
import { licensesContract } from '@kabinet/contracts/licenses';
import type { Purchase, PurchaseDetails } from '@kabinet/contracts/licenses/resources';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { faultDetail, problem, type Locale } from '@kabinet/problem';
import { platformFields } from '@kabinet/problem/catalogue';
import type { LicensesContext } from '../context.ts';
import { findPurchase, listPurchases, type KeptPurchase } from '../queries/purchase.ts';

/** A message may be wrong in its form, its buyer's registration numbers or its contents. */
const fields = { ...organizationsContract.fields, ...licensesContract.fields, ...platformFields };

/** The purchase with its version, its faults in the reader's language. Throws `purchase_not_found`. */
export async function readPurchase(context: LicensesContext, id: string): Promise<{ body: Purchase; version: number }> {
  const { body, version } = await readPurchaseDetails(context, id);
  const { message: _, ...purchase } = body;
  return { body: purchase, version };
}

/** The same with its message as it came. Throws `purchase_not_found`. */
export async function readPurchaseDetails(context: LicensesContext, id: string): Promise<{ body: PurchaseDetails; version: number }> {
  const found = await findPurchase(context.db, id);
  if (!found) throw problem('purchase_not_found');
  const { version, message, ...purchase } = found;
  return { body: { ...inWords(purchase, context.origin.locale), message }, version };
}

/** A page of purchases, the same way. */
export async function readPurchases(
  context: LicensesContext,
  query: Input<(typeof licensesContract)['operations']['listPurchases']>['query'],
) {
  const page = await listPurchases(context, query);
  return { ...page, items: page.items.map((purchase) => inWords(purchase, context.origin.locale)) };
}

function inWords(purchase: KeptPurchase, locale: Locale): Purchase {
  const errors = purchase.errors.map(({ params, ...fault }) => ({
    ...fault,
    detail: faultDetail({ code: fault.code, ...(params ? { params } : {}) }, fields, locale),
    ...(params ? { params } : {}),
  }));
  return { ...purchase, errors };
}
