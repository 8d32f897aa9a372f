import { isNowhere, type Scope } from '@kabinet/contract/access';
import { isWithin, type OrganizationNode } from '@kabinet/database/organization-tree';
import { isProblem } from '@kabinet/problem';
import { knownOrganization } from '@kabinet/service';
import type { AuthContext } from '../context.ts';

/**
 * The organization, asked for at its owner when no event has told of it yet; outside of transactions only. Looks past the
 * second wall: whoever acts for a caller asks `findCabinetWithin`, or has decided already.
 */
export async function findCabinet(context: AuthContext, id: string): Promise<OrganizationNode | undefined> {
  return knownOrganization(context, id, async () => {
    try {
      return await context.peersAsService.organizations.getOrganizationNode({ params: { id } });
    } catch (error) {
      if (isProblem(error, 'cabinet_not_found')) return undefined;
      throw error;
    }
  });
}

/** Whether the organization exists within `scope`: the check behind every operation on a cabinet. */
export async function cabinetExists(context: AuthContext, id: string, scope: Scope): Promise<boolean> {
  return (await findCabinetWithin(context, id, scope)) !== undefined;
}

export async function findCabinetWithin(context: AuthContext, id: string, scope: Scope): Promise<OrganizationNode | undefined> {
  if (isNowhere(scope)) return undefined;
  const cabinet = await findCabinet(context, id);
  return cabinet && (await isWithin(context.db, scope, id)) ? cabinet : undefined;
}
