import type { Closing } from '@kabinet/contracts/organizations/closing-resources';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { lockTree } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { OrganizationsContext } from '../context.ts';
import { closingOf, findClosing, lockOpenClosing } from '../queries/closing.ts';
import { findOrganizationRow, lockOrganization, requisitesTaken } from '../queries/organization.ts';
import { requireCabinet } from './create-cabinet.ts';
import { advanceClosing, changeStatus, publishClosing } from './publish-closing.ts';

/** The newest closing of an organization, or its preview. Throws `closing_not_found`. */
export async function readClosing(context: OrganizationsContext, id: string): Promise<Closing> {
  const found = await findClosing(context.db, id);
  if (!found) throw problem('closing_not_found');
  return closingOf(found);
}

/** Gives a closing up. What has gone up or ended meanwhile stays so. Throws `closing_not_found`, `closing_ended`. */
export async function cancelClosing(context: OrganizationsContext, id: string): Promise<Closing> {
  return context.db.transaction(async (tx) => {
    await lockTree(tx);
    const organization = await lockOrganization(tx, id);
    const open = await lockOpenClosing(tx, id);
    if (!open || !organization) throw problem((await findClosing(tx, id)) ? 'closing_ended' : 'closing_not_found');
    const cancelled = await advanceClosing(context, tx, open, { ...open, status: 'cancelled', version: open.version + 1 });
    await publishClosing(context, tx, cancelled, 'closing_cancelled');
    await changeStatus(context, tx, organization, 'active');
    return closingOf(cancelled);
  });
}

/** Opens a closed organization again, without the people and things that it had. Throws `cabinet_not_closed`, `organization_exists`, `parent_closed`. */
export async function reopenCabinet(context: OrganizationsContext, id: string): Promise<Cabinet & { version: number }> {
  return context.db.transaction(async (tx) => {
    await lockTree(tx);
    const organization = await lockOrganization(tx, id);
    if (!organization) throw problem('cabinet_not_found');
    if (organization.status !== 'closed') throw problem('cabinet_not_closed');
    const parent = organization.parent_id === null ? undefined : await findOrganizationRow(tx, organization.parent_id);
    if (parent && parent.status !== 'active') throw problem('parent_closed');
    if (await requisitesTaken(tx, organization, context.scope('organizations.read'))) throw problem('organization_exists');
    await changeStatus(context, tx, organization, 'active');
    return requireCabinet(context, tx, id);
  });
}
