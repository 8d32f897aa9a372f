import type { Scope } from '@kabinet/contract/access';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { isProblem } from '@kabinet/problem';
import { knownOrganization } from '@kabinet/service';
import type { LicensesContext } from '../context.ts';
import { organizationExists } from '../queries/receiver.ts';

/** The organization, asked for when no event has told of it yet. Looks past the caller's walls. */
export async function learnOrganization(context: LicensesContext, id: string): Promise<OrganizationNode | undefined> {
  return knownOrganization(context, id, async (unknown) => {
    try {
      return await context.peersAsService.organizations.getOrganizationNode({ params: { id: unknown } });
    } catch (error) {
      if (isProblem(error, 'cabinet_not_found')) return undefined;
      throw error;
    }
  });
}

/** Whether `scope` reaches the organization, or the root of its tree. */
export async function organizationReached(context: LicensesContext, id: string, scope: Scope, of: 'itself' | 'root'): Promise<boolean> {
  return (await learnOrganization(context, id)) !== undefined && organizationExists(context.db, id, scope, of);
}
