import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { today } from '../../../i18n/calendar.ts';
import { vendorTimeZone } from '../../../i18n/use-format.ts';
import type { Search } from '../../../navigation/search.ts';

export const PERIODS = ['7', '30', '90', '365'] as const;
const DAY_MS = 86_400_000;

/** The days of the address; a month where it says nothing sensible. */
export function daysIn({ days }: Search): number {
  return Number(PERIODS.find((period) => period === days) ?? 30);
}

/** What was downloaded in the last days, today included. */
export function statisticsQuery(search: Search) {
  const until = today(vendorTimeZone(), new Date());
  const from = new Date(Date.parse(until) - (daysIn(search) - 1) * DAY_MS).toISOString().slice(0, 10);
  const { product_id } = search;
  const query = { from, until, ...(product_id === undefined ? {} : { product_id }) };
  return queryOptions({
    queryKey: ['downloads', 'statistics', query],
    queryFn: ({ signal }) => api.artifacts.getDownloadStatistics({ query }, { signal }),
  });
}
