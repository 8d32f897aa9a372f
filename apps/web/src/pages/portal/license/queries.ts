import type { LicenseDetails as LicenseDetailsSchema } from '@kabinet/contracts/licenses/resources';
import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api } from '../../../api/api.ts';

export type LicenseDetails = Static<typeof LicenseDetailsSchema>;

export function licenseQuery(id: string) {
  return queryOptions({ queryKey: ['licenses', id], queryFn: ({ signal }) => api.licenses.getLicense({ params: { id } }, { signal }) });
}

/** The product knows how the parameters of its licences and its levels of support are called. */
export function productQuery(id: string) {
  return queryOptions({
    queryKey: ['products', id],
    queryFn: ({ signal }) => api.products.getProduct({ params: { id } }, { signal }),
    staleTime: 300_000,
  });
}

/** The products to choose from where things of one of them are looked for. */
export const productChoiceQuery = queryOptions({
  queryKey: ['products', 'choice'],
  queryFn: () => api.products.listProducts({ query: { limit: 200 } }),
  staleTime: 300_000,
});
