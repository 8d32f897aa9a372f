import { accessTable, type CustomerRole } from '@kabinet/contracts/access';
import type { PermissionGroup } from '@kabinet/contracts/auth/resources';

export const ROLES = Object.keys(accessTable.customer) as CustomerRole[];

/** The services that a role opens, in the order of the table: what can be switched off for a person who has it. */
export function servicesOf(role: CustomerRole): readonly PermissionGroup[] {
  const groups = accessTable.customer[role].map((permission) => permission.slice(0, permission.indexOf('.')) as PermissionGroup);
  return [...new Set(groups)];
}

/** What stays switched off when `services` are ticked for somebody of the role. */
export function disabledBeside(services: readonly string[], role: CustomerRole): PermissionGroup[] {
  return servicesOf(role).filter((service) => !services.includes(service));
}
