import { isNowhere } from '@kabinet/contract/access';
import type { Cabinet, NewCabinet } from '@kabinet/contracts/organizations/resources';
import type { Transaction } from '@kabinet/database';
import { lockTree } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { OrganizationsContext } from '../context.ts';
import { particularFaults, type Particulars } from '../domain/organization.ts';
import { cabinetExists, findCabinet, insertOrganization, lockOrganization, requisitesTaken } from '../queries/organization.ts';
import { publishOrganization } from './publish-organization.ts';

/** Creates an organization: staff anywhere, an owner below an organization of their own. */
export async function createCabinet(
  context: OrganizationsContext,
  body: Static<typeof NewCabinet>,
): Promise<Cabinet & { version: number }> {
  const scope = context.scope('organizations.manage');
  const byVendor = scope.kind === 'everywhere';
  if (isNowhere(scope)) throw problem('forbidden');
  const id = context.newId();
  return context.db.transaction(async (tx) => {
    await lockTree(tx);
    const parent = await requireParent(context, tx, body.parent_id ?? null, byVendor);
    const particulars: Particulars = { inn: body.inn, kpp: body.kpp ?? null, ogrn: body.ogrn ?? null, kind: body.kind ?? 'customer' };
    const faults = particularFaults(particulars, parent);
    if (faults.length > 0) throw problem('invalid_body', { errors: faults });
    const now = context.now().toISOString();
    const row = {
      ...particulars,
      id,
      root_id: parent?.root_id ?? id,
      parent_id: parent?.id ?? null,
      name: body.name,
      full_name: body.full_name ?? null,
      confirmed: byVendor,
      created_at: now,
      updated_at: now,
    };
    const taken = await requisitesTaken(tx, row, context.scope('organizations.read'));
    if (taken || !(await insertOrganization(tx, row))) throw problem('organization_exists');
    await publishOrganization(context, tx, id, 'organization_created');
    return requireCabinet(context, tx, id);
  });
}

/** The parent, if the caller may put something below it. A foreign one is refused exactly like a missing one. */
export async function requireParent(context: OrganizationsContext, tx: Transaction, parentId: string | null, byVendor: boolean) {
  if (parentId === null) {
    if (byVendor) return undefined;
    throw problem('invalid_body', { errors: [{ pointer: '/parent_id', code: 'parent_required' }] });
  }
  const allowed = await cabinetExists(tx, parentId, context.scope('organizations.manage'));
  const parent = allowed ? await lockOrganization(tx, parentId) : undefined;
  if (!parent) throw problem('invalid_body', { errors: [{ pointer: '/parent_id', code: 'not_found' }] });
  if (parent.status !== 'active') throw problem('invalid_body', { errors: [{ pointer: '/parent_id', code: 'parent_closed' }] });
  return parent;
}

export async function requireCabinet(context: OrganizationsContext, tx: Transaction, id: string): Promise<Cabinet & { version: number }> {
  const cabinet = await findCabinet(tx, id, context.scope('organizations.read'));
  if (!cabinet) throw problem('cabinet_not_found');
  return cabinet;
}
