import type { Peers, ServiceContext } from '@kabinet/service';
import type { Config, OrganizationsState } from './state.ts';

/** The root of all trees: it calls nobody, and beside its database keeps the pictures of the configuration. */
export type OrganizationsContext = ServiceContext<Peers, OrganizationsState, Config>;
