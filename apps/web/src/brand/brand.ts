import type { Vendor } from '@kabinet/contracts/organizations/vendor-resources';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { queryClient } from '../api/query-client.ts';
import { useFormat } from '../i18n/use-format.ts';

/** What this browser saw last, so that a page begins in its colours. */
const REMEMBERED = 'kabinet.vendor';
const MINUTE_MS = 60_000;

const vendorQuery = queryOptions({
  queryKey: ['vendor'],
  queryFn: async ({ signal }) => {
    const vendor = await api.organizations.getVendor({}, { signal });
    localStorage.setItem(REMEMBERED, JSON.stringify(vendor));
    await applyAccent(vendor.accent);
    return vendor;
  },
  staleTime: MINUTE_MS,
});

/** Begins with what is remembered; the page does not wait for what is true now, nor suffer when it cannot be asked for. */
export function startBrand(): void {
  const vendor = remembered();
  if (vendor) void applyAccent(vendor.accent);
}

/** After a change of it: everybody who shows it hears of it. */
export async function refreshBrand(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: vendorQuery.queryKey });
}

interface Brand {
  /** The vendor's name, or the product's while the vendor has not said its own. */
  readonly name: string;
  readonly logoUrl: string | null;
  /** Null where the same one is shown on the dark theme. */
  readonly darkLogoUrl: string | null;
}

export function useBrand(): Brand {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: vendor } = useQuery({ ...vendorQuery, placeholderData: remembered });
  return {
    name: vendor?.named ? format.text(vendor.name) : t('common.product'),
    logoUrl: vendor?.logo_url ?? null,
    darkLogoUrl: vendor?.logo_dark_url ?? null,
  };
}

/** The shades are made by code that only a portal in another colour loads. */
async function applyAccent(accent: string | null): Promise<void> {
  if (accent === null && applied === null) return;
  applied = accent;
  const { styleIn } = await import('./accent-style.ts');
  styleIn(accent);
}

let applied: string | null = null;

function remembered(): Vendor | undefined {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? '') as Vendor;
  } catch {
    return undefined;
  }
}
