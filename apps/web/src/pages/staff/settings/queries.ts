import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { refreshBrand } from '../../../brand/brand.ts';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => api.organizations.getVendorSettings({}, { signal }),
});

export const retentionQuery = queryOptions({
  queryKey: ['settings', 'retention'],
  queryFn: ({ signal }) => api.notifications.getRetention({}, { signal }),
});

/** After a change: this page, and whatever shows name, colour and logo. */
export async function showSettings(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey }), refreshBrand()]);
}
