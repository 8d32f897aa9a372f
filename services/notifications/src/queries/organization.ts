import { isNowhere, type Scope } from '@kabinet/contract/access';
import { isWithin, type OrganizationNode } from '@kabinet/database/organization-tree';
import { isProblem } from '@kabinet/problem';
import { knownOrganization } from '@kabinet/service';
import type { NotificationsContext } from '../context.ts';

/** The organization, asked for at its owner when no event has told of it yet; outside of transactions only. Looks past the walls. */
export async function findCabinet(context: NotificationsContext, id: string): Promise<OrganizationNode | undefined> {
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
export async function cabinetExists(context: NotificationsContext, id: string, scope: Scope): Promise<boolean> {
  return !isNowhere(scope) && (await findCabinet(context, id)) !== undefined && isWithin(context.db, scope, id);
}
