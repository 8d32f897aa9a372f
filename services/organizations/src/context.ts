import type { Peers, ServiceContext, ServiceState } from '@kabinet/service';
import Type, { type Static } from 'typebox';

/** How the vendor presents itself until somebody chooses otherwise in the portal. */
export const Config = Type.Object({
  VENDOR_NAME: Type.Optional(Type.String()),
  VENDOR_ACCENT: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
});

/** The root of all trees: it calls nobody and keeps nothing beside its database. */
export type OrganizationsContext = ServiceContext<Peers, ServiceState, Static<typeof Config>>;
