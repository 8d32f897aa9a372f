import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { knownOrganization } from '@kabinet/service';
import type { DocumentsContext } from '../context.ts';

/**
 * The organization, which exists, as this service knows it. One that no event has told of yet is asked for, and before it
 * those above it: rights come down from there.
 */
export async function learnOrganization(context: DocumentsContext, id: string): Promise<OrganizationNode> {
  const node = await knownOrganization(context, id, async (unknown) => {
    const asked = await context.peersAsService.organizations.getOrganizationNode({ params: { id: unknown } });
    if (asked.parent_id !== null) await learnOrganization(context, asked.parent_id);
    return asked;
  });
  if (!node) throw new Error(`nobody knows the organization ${id}`);
  return node;
}
