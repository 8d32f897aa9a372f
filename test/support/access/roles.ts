import { accessTable, type CustomerRole, type StaffRole, type TokenScope } from '@kabinet/contracts/access';

/** Every name of the access table: a new one takes part in the tests by itself. */
export const customerRoles = Object.keys(accessTable.customer) as CustomerRole[];
export const staffRoles = Object.keys(accessTable.staff) as StaffRole[];
export const tokenScopes = Object.keys(accessTable.scopes) as TokenScope[];
export const permissionGroups = [
  ...new Set(
    Object.values(accessTable.customer)
      .flat()
      .map((permission) => permission.split('.')[0] ?? ''),
  ),
];
