import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { Search } from '../../../navigation/search.ts';

/** The figures of what the address says: everything, one organization, or one with its subsidiaries. */
export function summaryQuery({ cabinet_id, descendants }: Search) {
  const query =
    cabinet_id === undefined ? {} : { cabinet_id, ...(descendants === undefined ? {} : { descendants: descendants !== 'false' }) };
  return queryOptions({
    queryKey: ['reports', 'summary', query],
    queryFn: ({ signal }) => api.reports.getSummary({ query }, { signal }),
  });
}
