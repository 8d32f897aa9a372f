import type { ServiceContext } from '@kabinet/service';

/** The root of all trees: it calls nobody and keeps nothing beside its database. */
export type OrganizationsContext = ServiceContext;
