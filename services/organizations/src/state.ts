import type { ServiceSetup, ServiceState } from '@kabinet/service';
import Type, { type Static } from 'typebox';
import { readConfiguredLogo, type Logo } from './logo/configured-logo.ts';

/** How the vendor presents itself until somebody chooses otherwise in the portal. */
export const Config = Type.Object({
  VENDOR_NAME: Type.Optional(Type.String()),
  VENDOR_ACCENT: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
  /** Files: of a logo, and of the one for the dark theme where the first is hard to see on it. */
  VENDOR_LOGO: Type.Optional(Type.String()),
  VENDOR_LOGO_DARK: Type.Optional(Type.String()),
});
export type Config = Static<typeof Config>;

export interface OrganizationsState extends ServiceState {
  readonly logo: Logo | undefined;
  readonly darkLogo: Logo | undefined;
}

/** Reads the configured pictures once, at start. Throws `ConfigError`. */
export async function openState({ config }: ServiceSetup<Config>): Promise<OrganizationsState> {
  return {
    logo: await readConfiguredLogo('VENDOR_LOGO', config.VENDOR_LOGO),
    darkLogo: await readConfiguredLogo('VENDOR_LOGO_DARK', config.VENDOR_LOGO_DARK),
  };
}
