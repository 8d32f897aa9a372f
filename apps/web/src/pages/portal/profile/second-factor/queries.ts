import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../../api/api.ts';
import { queryClient } from '../../../../api/query-client.ts';

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => api.auth.getSecondFactor({}, { signal }),
});

/** After a change; other sessions may have ended by it. */
export async function showSecondFactorChanges(): Promise<void> {
  await Promise.all([['second-factor'], ['sessions'], ['me']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
