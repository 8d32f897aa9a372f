import type { CustomerRole, StaffRole, TokenScope } from '@kabinet/contracts/access';

/** Names of the access table, which the database keeps as text; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'app_user.staff_roles': StaffRole[];
  'invitation.role': CustomerRole;
  'machine_token.scopes': TokenScope[];
  'membership.role': CustomerRole;
}
