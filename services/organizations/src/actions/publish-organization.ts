import { organizationEvents } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import { recordOrganization, type OrganizationNode } from '@kabinet/database/organization-tree';
import type { OrganizationsContext } from '../context.ts';
import { findOrganizationRow, type OrganizationRow } from '../queries/organization.ts';

/** What the other services, and this one's own tree, know of an organization. */
export function nodeOf(row: OrganizationRow): OrganizationNode {
  const { id, parent_id, root_id, name, inn, kpp, kind, status, version } = row;
  return { id, parent_id, root_id, name, inn, kpp, kind, status, version };
}

/** Carries a change of `id` into the tree and tells the others; answers the row with the root that the tree gave it. */
export async function publishOrganization(
  context: OrganizationsContext,
  tx: Transaction,
  id: string,
  what: keyof typeof organizationEvents,
): Promise<OrganizationRow> {
  const row = await findOrganizationRow(tx, id);
  if (!row) throw new Error(`organization ${id} vanished within its own transaction`);
  await recordOrganization(tx, nodeOf(row));
  const settled = (await findOrganizationRow(tx, id)) ?? row;
  const { version, ...data } = nodeOf(settled);
  await context.publish(tx, organizationEvents[what], {
    subject: id,
    version,
    organization_id: id,
    root_id: settled.root_id,
    data,
  });
  return settled;
}
