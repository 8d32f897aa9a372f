import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';

export function releaseQuery(id: string) {
  return queryOptions({ queryKey: ['releases', id], queryFn: ({ signal }) => api.products.getRelease({ params: { id } }, { signal }) });
}

/** Shows the present state of all releases, and of what they offer. */
export async function showReleases(): Promise<void> {
  await Promise.all(['releases', 'uploads', 'downloads'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
}
