import type { Vendor, VendorSettings } from '@kabinet/contracts/organizations/vendor-resources';
import type { OrganizationsContext } from '../context.ts';
import type { VendorRow } from '../queries/vendor.ts';
import type { OrganizationsState } from '../state.ts';

/** What everybody may see. */
export function presentVendor({ installation, config, state }: OrganizationsContext, row: VendorRow): Vendor {
  return {
    name: row.name ?? installation.vendor,
    named: row.name !== null || config.VENDOR_NAME !== undefined,
    accent: row.accent ?? config.VENDOR_ACCENT ?? null,
    ...(row.logo_hash === null ? configuredLogos(state) : { logo_url: logoUrl(row.logo_hash), logo_dark_url: null }),
  };
}

/** What was chosen, beside what is configured. */
export function presentSettings({ installation, config, state }: OrganizationsContext, row: VendorRow): VendorSettings {
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
    configured: {
      name: vendor,
      accent: config.VENDOR_ACCENT ?? null,
      ...configuredLogos(state),
      time_zone: timeZone,
      public_url: publicUrl,
    },
  };
}

function configuredLogos({ logo, darkLogo }: OrganizationsState) {
  const [light, dark] = [logo ?? darkLogo, logo && darkLogo].map((picture) => (picture ? logoUrl(picture.logo_hash) : null));
  return { logo_url: light ?? null, logo_dark_url: dark ?? null };
}

function logoUrl(hash: string): string {
  return `/api/v1/vendor/logo/${hash}`;
}
