import type { Purchase } from '@kabinet/contracts/licenses/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { i18n } from '../../../i18n/i18n.ts';

/** Its faults are in the language in which it was asked for. */
export function purchaseQuery(id: string) {
  return queryOptions({
    queryKey: ['purchases', id, i18n.language],
    queryFn: ({ signal }) => api.licenses.getPurchase({ params: { id } }, { signal }),
  });
}

/** What taking the purchase back would do now: asked for anew each time. */
export function reversalQuery(id: string) {
  return queryOptions({
    queryKey: ['purchases', id, 'reversal'],
    queryFn: ({ signal }) => api.licenses.previewPurchaseReversal({ params: { id } }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** The buyer as the portal knows it; of a refused purchase as the message names it, if it does. */
export function buyerOf({ cabinet, buyer }: Pick<Purchase, 'cabinet' | 'buyer'>): string | undefined {
  if (cabinet) return cabinet.name;
  const name = (buyer as { readonly name?: unknown } | null)?.name;
  return typeof name === 'string' ? name : undefined;
}

/** How many lines the message has. */
export function lineCount({ lines }: Pick<Purchase, 'lines'>): number {
  return Array.isArray(lines) ? lines.length : 0;
}
