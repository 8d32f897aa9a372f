import type { ServiceContext } from '@kabinet/service';

/** The audit log calls nobody and keeps nothing beside its database. */
export type AuditContext = ServiceContext;
