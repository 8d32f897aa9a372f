import type { Cabinet, CabinetChanges } from '@kabinet/contracts/organizations/resources';
import type { Transaction } from '@kabinet/database';
import { lockTree } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { OrganizationsContext } from '../context.ts';
import { changesRequisites, hasSameParticulars, particularFaults } from '../domain/organization.ts';
import {
  cabinetExists,
  findOrganizationRow,
  lockOrganization,
  requisitesTaken,
  updateOrganization,
  type OrganizationRow,
} from '../queries/organization.ts';
import { isBelow } from '../queries/tree.ts';
import { requireCabinet, requireParent } from './create-cabinet.ts';
import { publishOrganization } from './publish-organization.ts';

type Changes = Static<typeof CabinetChanges>;

/** Changes particulars, or hangs the organization below another parent with all its descendants. */
export async function changeCabinet(context: OrganizationsContext, id: string, changes: Changes): Promise<Cabinet & { version: number }> {
  return context.db.transaction(async (tx) => {
    await lockTree(tx);
    const before = await lockOrganization(tx, id);
    if (!before) throw problem('cabinet_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    if (before.status !== 'active') throw problem('cabinet_closed');
    const byVendor = context.scope('organizations.manage').kind === 'everywhere';
    if (before.confirmed && !byVendor && changesRequisites(changes)) throw problem('requisites_confirmed');
    const moved = changes.parent_id !== undefined && changes.parent_id !== before.parent_id;
    const parent = await parentAfter(context, tx, before, changes, byVendor);
    const after = { ...before, ...changes, root_id: parent?.root_id ?? before.id };
    if (moved || !hasSameParticulars(after, before)) await refuseParticulars(context, tx, after, before, parent);
    await updateOrganization(tx, id, { ...changes, version: before.version + 1, updated_at: context.now().toISOString() });
    await publishOrganization(context, tx, id, moved ? 'organization_moved' : 'organization_changed');
    return requireCabinet(context, tx, id);
  });
}

/**
 * Throws what is wrong with the organization as it would be. A parent out of the caller's sight counts as none, and so do
 * organizations out of it that have the same requisites: every answer is the one that is given when there are none.
 */
async function refuseParticulars(
  context: OrganizationsContext,
  tx: Transaction,
  after: OrganizationRow,
  before: OrganizationRow,
  parent: OrganizationRow | undefined,
): Promise<void> {
  const sight = context.scope('organizations.read');
  const seen = parent && (await cabinetExists(tx, parent.id, sight)) ? parent : undefined;
  const faults = particularFaults(after, seen);
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  const claims = after.inn !== before.inn || after.kpp !== before.kpp || after.root_id !== before.root_id;
  if (claims && (await requisitesTaken(tx, after, sight))) throw problem('organization_exists');
}

/** The parent that the organization will have; a move to another place is checked for cycles. */
async function parentAfter(
  context: OrganizationsContext,
  tx: Transaction,
  before: OrganizationRow,
  changes: Changes,
  byVendor: boolean,
): Promise<OrganizationRow | undefined> {
  if (changes.parent_id === undefined || (await namesPresentParent(context, tx, before, changes.parent_id))) {
    return before.parent_id === null ? undefined : findOrganizationRow(tx, before.parent_id);
  }
  const parent = await requireParent(context, tx, changes.parent_id, byVendor);
  if (parent && (await isBelow(tx, parent.id, before.id))) throw problem('organization_cycle');
  return parent;
}

/** Naming the present parent changes nothing, but for who may not know of it: to them it is as foreign as any. */
async function namesPresentParent(
  context: OrganizationsContext,
  tx: Transaction,
  before: OrganizationRow,
  parentId: string | null,
): Promise<boolean> {
  if (parentId !== before.parent_id) return false;
  return parentId === null || cabinetExists(tx, parentId, context.scope('organizations.read'));
}
