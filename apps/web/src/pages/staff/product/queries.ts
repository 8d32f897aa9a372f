import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';

/** The product by id, as fresh as one needs it to change it. */
export function productQuery(id: string) {
  return queryOptions({
    queryKey: ['products', id, 'whole'],
    queryFn: ({ signal }) => api.products.getProduct({ params: { id } }, { signal }),
  });
}

/** After a change everything that shows products asks for them again. */
export async function showProducts(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['products'] });
}
