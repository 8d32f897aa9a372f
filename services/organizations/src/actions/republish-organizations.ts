import { organizationEvents } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import type { OrganizationsContext } from '../context.ts';
import { listOrganizationsAfter } from '../queries/organization.ts';
import { nodeOf } from './publish-organization.ts';

const BATCH = 500;

/** Tells the state of the next organizations once more; answers the last one's id, or undefined when all are told. */
export async function republishOrganizations(
  context: OrganizationsContext,
  tx: Transaction,
  after: string | undefined,
): Promise<string | undefined> {
  const rows = await listOrganizationsAfter(tx, after, BATCH);
  for (const row of rows) {
    const { version, ...data } = nodeOf(row);
    const told = { subject: row.id, version, organization_id: row.id, root_id: row.root_id, data, republished: true } as const;
    await context.publish(tx, organizationEvents.organization_changed, told);
  }
  return rows.length === BATCH ? rows.at(-1)?.id : undefined;
}
