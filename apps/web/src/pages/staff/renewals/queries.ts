import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { Search } from '../../../navigation/search.ts';

export const PERIODS = ['3', '6', '12', '24'] as const;
const USUAL = '12';

export function monthsIn({ months = USUAL }: Search): number {
  return Number(PERIODS.find((period) => period === months) ?? USUAL);
}

export function renewalsQuery(search: Search) {
  const { cabinet_id, descendants } = search;
  const query = {
    months: monthsIn(search),
    ...(cabinet_id && { cabinet_id }),
    ...(descendants && { descendants: descendants === 'true' }),
  };
  return queryOptions({
    queryKey: ['licenses', 'renewals', query],
    queryFn: ({ signal }) => api.licenses.getRenewals({ query }, { signal }),
  });
}
