import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import type { Search } from '../../../navigation/search.ts';

/** One advisory, and how it concerns the chosen organization. */
export function advisoryQuery(id: string, { cabinet_id, descendants }: Search) {
  const query = { ...(cabinet_id && { cabinet_id }), ...(descendants && { descendants: descendants === 'true' }) };
  return queryOptions({
    queryKey: ['advisories', id, query],
    queryFn: ({ signal }) => api.products.getAdvisory({ params: { id }, query }, { signal }),
  });
}

/** Everything that was taken in for the advisory; staff only. */
export function revisionsQuery(id: string) {
  return queryOptions({
    queryKey: ['advisories', id, 'revisions'],
    queryFn: ({ signal }) => api.products.listAdvisoryRevisions({ params: { id } }, { signal }),
  });
}

/** Shows the present state of all advisories. */
export async function showAdvisories(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['advisories'] });
}
