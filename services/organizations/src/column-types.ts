import type { LogoType } from '@kabinet/contracts/organizations/vendor-resources';
import type { KeptPart } from './domain/closing.ts';

/** The shapes of JSON columns; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'closing.parts': KeptPart[];
  'vendor_settings.name': { readonly ru: string; readonly en: string };
  'vendor_settings.logo_type': LogoType;
}
