import { authEvents } from '@kabinet/contracts/auth/events';
import type { Transaction } from '@kabinet/database';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { normalizeEmail } from '../domain/email.ts';
import { findAccount } from '../queries/account.ts';
import { lockMembership, updateMembership, type MembershipRow } from '../queries/membership.ts';
import { findCabinet } from '../queries/organization.ts';
import { updateUser } from '../queries/user.ts';
import { inviteIn } from './invite-user.ts';
import { publishMembership, publishRightsChanged } from './publish.ts';

interface Appointment {
  readonly email: string;
  readonly name: string;
  readonly locale?: 'ru' | 'en';
  readonly reason: string;
}

/** Makes a member the owner, or invites somebody as one; answers the user's id or the invitation's. Throws `cabinet_not_found`. */
export async function appointOwner(context: AuthContext, organizationId: string, body: Appointment): Promise<string> {
  const cabinet = await findCabinet(context, organizationId);
  if (!cabinet) throw problem('cabinet_not_found');
  const email = normalizeEmail(body.email);
  return context.system.transaction(async (tx) => {
    const account = await findAccount(tx, email);
    const membership = account && (await lockMembership(tx, organizationId, account.id));
    if (membership) {
      await promote(context, tx, membership);
      await publishAppointed(context, tx, cabinet, { user_id: membership.user_id, invitation_id: null, reason: body.reason });
      return membership.user_id;
    }
    const { name, locale = context.origin.locale, reason } = body;
    const invitation_id = await inviteIn(context, tx, cabinet, { email, name, locale, role: 'owner' });
    await publishAppointed(context, tx, cabinet, { user_id: null, invitation_id, reason });
    return invitation_id;
  });
}

async function promote(context: AuthContext, tx: Transaction, membership: MembershipRow): Promise<void> {
  const updated_at = context.now().toISOString();
  const changes = { role: 'owner' as const, disabled: [], updated_at };
  await publishMembership(context, tx, 'membership_changed', await updateMembership(tx, membership.id, changes));
  await publishRightsChanged(context, tx, await updateUser(tx, membership.user_id, { updated_at }));
}

async function publishAppointed(
  context: AuthContext,
  tx: Transaction,
  { id, root_id }: OrganizationNode,
  appointed: { readonly user_id: string | null; readonly invitation_id: string | null; readonly reason: string },
): Promise<void> {
  const data = { organization_id: id, ...appointed };
  // Each appointment is an event of its own, not a state of the organization: it has no version to count.
  await context.publish(tx, authEvents.owner_appointed, { subject: id, version: 1, organization_id: id, root_id, data });
}
