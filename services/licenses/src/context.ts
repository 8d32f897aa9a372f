import type { organizationsContract } from '@kabinet/contracts/organizations';
import type { productsContract } from '@kabinet/contracts/products';
import type { ServiceContext } from '@kabinet/service';

export type LicensesContext = ServiceContext<{ organizations: typeof organizationsContract; products: typeof productsContract }>;

/** Whose deed a change is, as the history shows it: never a person's name. */
export function sideOf(context: Pick<LicensesContext, 'origin'>): 'vendor' | 'customer' | 'system' {
  const { principal } = context.origin;
  switch (principal.kind) {
    case 'user':
      return principal.staff_roles.length > 0 ? 'vendor' : 'customer';
    case 'machine':
      return principal.organization === null ? 'vendor' : 'customer';
    case 'service':
    case 'anonymous':
      return 'system';
  }
}
