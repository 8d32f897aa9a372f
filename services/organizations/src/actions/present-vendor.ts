import type { Vendor, VendorSettings } from '@kabinet/contracts/organizations/vendor-resources';
import type { OrganizationsContext } from '../context.ts';
import type { VendorRow } from '../queries/vendor.ts';

/** What everybody may see. */
export function presentVendor({ installation, config }: OrganizationsContext, row: VendorRow): Vendor {
  return {
    name: row.name ?? installation.vendor,
    named: row.name !== null || config.VENDOR_NAME !== undefined,
    accent: row.accent ?? config.VENDOR_ACCENT ?? null,
    logo_url: row.logo_hash === null ? null : logoUrl(row.logo_hash),
  };
}

/** What was chosen, beside what is configured. */
export function presentSettings({ installation, config }: OrganizationsContext, row: VendorRow): VendorSettings {
  const { name, accent, logo_hash, logo_type, logo_size, updated_at } = row;
  const { vendor, timeZone, publicUrl } = installation;
  return {
    name,
    accent,
    logo:
      logo_hash === null || logo_type === null || logo_size === null
        ? null
        : { content_type: logo_type, size: logo_size, url: logoUrl(logo_hash) },
    updated_at,
    configured: { name: vendor, accent: config.VENDOR_ACCENT ?? null, time_zone: timeZone, public_url: publicUrl },
  };
}

function logoUrl(hash: string): string {
  return `/api/v1/vendor/logo/${hash}`;
}
