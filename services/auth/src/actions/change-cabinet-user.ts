import type { CabinetUser, CabinetUserChanges } from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { runsOrganization } from '../domain/owner.ts';
import { findCabinetUser } from '../queries/cabinet-user.ts';
import { lockUnansweredInvitationById, updateInvitation, type InvitationRow } from '../queries/invitation.ts';
import {
  deleteMembership,
  hasOtherOwner,
  lockMembership,
  lockOwners,
  updateMembership,
  type MembershipRow,
} from '../queries/membership.ts';
import { updateUser } from '../queries/user.ts';
import { publishInvitation, publishMembership, publishRightsChanged } from './publish.ts';

/** A member of an organization itself, or somebody invited to it. */
type Entry = { readonly kind: 'member'; readonly row: MembershipRow } | { readonly kind: 'invited'; readonly row: InvitationRow };

/** Changes the role, or what is switched off. `id` is the user's or the invitation's. Throws `cabinet_user_not_found`, `last_owner`. */
export async function changeCabinetUser(
  context: AuthContext,
  organizationId: string,
  id: string,
  changes: Static<typeof CabinetUserChanges>,
): Promise<CabinetUser & { version: number }> {
  return context.db.transaction(async (tx) => {
    const entry = await lockEntry(context, tx, organizationId, id);
    const now = context.now().toISOString();
    if (entry.kind === 'invited') {
      await publishInvitation(context, tx, 'invitation_changed', await updateInvitation(tx, entry.row.id, { ...changes, updated_at: now }));
    } else {
      await keepAnOwner(tx, entry.row, changes);
      await publishMembership(context, tx, 'membership_changed', await updateMembership(tx, entry.row.id, { ...changes, updated_at: now }));
      await publishRightsChanged(context, tx, await updateUser(tx, entry.row.user_id, { updated_at: now }));
    }
    return requireCabinetUser(context, tx, organizationId, id);
  });
}

/** Takes a member out, or withdraws the invitation. Throws `cabinet_user_not_found`, `last_owner`. */
export async function removeCabinetUser(context: AuthContext, organizationId: string, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const entry = await lockEntry(context, tx, organizationId, id);
    const now = context.now().toISOString();
    if (entry.kind === 'invited') {
      await publishInvitation(
        context,
        tx,
        'invitation_withdrawn',
        await updateInvitation(tx, entry.row.id, { closed_at: now, updated_at: now }),
      );
      return;
    }
    await keepAnOwner(tx, entry.row, undefined);
    // While the person is still a colleague: afterwards the second wall hides them.
    const user = await updateUser(tx, entry.row.user_id, { updated_at: now });
    await deleteMembership(tx, entry.row.id);
    await publishMembership(context, tx, 'membership_removed', { ...entry.row, version: entry.row.version + 1 });
    await publishRightsChanged(context, tx, user);
  });
}

/** Refuses what would leave nobody to run the organization. `after` is what changes; undefined when the membership goes. */
async function keepAnOwner(tx: Transaction, before: MembershipRow, after: Partial<MembershipRow> | undefined): Promise<void> {
  if (!runsOrganization(before) || (after && runsOrganization({ ...before, ...after }))) return;
  await lockOwners(tx, before.root_id);
  if (!(await hasOtherOwner(tx, before.organization_id, before.id))) throw problem('last_owner');
}

export async function requireCabinetUser(
  context: AuthContext,
  db: Parameters<typeof findCabinetUser>[0],
  organizationId: string,
  id: string,
): Promise<CabinetUser & { version: number }> {
  const user = await findCabinetUser(db, organizationId, id, context.now().toISOString());
  if (!user) throw problem('cabinet_user_not_found');
  return user;
}

async function lockEntry(context: AuthContext, tx: Transaction, organizationId: string, id: string): Promise<Entry> {
  const entry = await findEntry(tx, organizationId, id);
  if (!entry) throw problem('cabinet_user_not_found');
  if (context.ifMatch !== undefined && context.ifMatch !== entry.row.version) throw problem('version_mismatch');
  return entry;
}

async function findEntry(tx: Transaction, organizationId: string, id: string): Promise<Entry | undefined> {
  const membership = await lockMembership(tx, organizationId, id);
  if (membership) return { kind: 'member', row: membership };
  const invitation = await lockUnansweredInvitationById(tx, id);
  return invitation?.organization_id === organizationId ? { kind: 'invited', row: invitation } : undefined;
}
