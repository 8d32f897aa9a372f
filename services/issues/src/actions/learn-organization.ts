import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { isProblem } from '@kabinet/problem';
import { knownOrganization } from '@kabinet/service';
import type { IssuesContext } from '../context.ts';

/** The organization, asked for when no event has told of it yet. Looks past the caller's walls. */
export async function learnOrganization(context: IssuesContext, id: string): Promise<OrganizationNode | undefined> {
  return knownOrganization(context, id, async (unknown) => {
    try {
      return await context.peersAsService.organizations.getOrganizationNode({ params: { id: unknown } });
    } catch (error) {
      if (isProblem(error, 'cabinet_not_found')) return undefined;
      throw error;
    }
  });
}
