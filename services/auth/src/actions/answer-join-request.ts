import { authEvents } from '@kabinet/contracts/auth/events';
import type { CustomerRoleName } from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { closeJoinRequest, type JoinRequestRow } from '../queries/join-request.ts';
import { findCabinet } from '../queries/organization.ts';
import { inviteIn } from './invite-user.ts';

interface Grant {
  readonly role: Static<typeof CustomerRoleName>;
  readonly disabled?: readonly string[];
}

/**
 * Invites who asked, as somebody of that role; answers the organization and the invitation. Throws `join_request_not_found`,
 * `cabinet_user_exists` for who was let in meanwhile.
 */
export async function acceptJoinRequest(
  context: AuthContext,
  id: string,
  grant: Grant,
): Promise<{ readonly organizationId: string; readonly invitationId: string }> {
  return context.db.transaction(async (tx) => {
    const request = await close(context, tx, id);
    const cabinet = await findCabinet(context, request.organization_id);
    if (!cabinet) throw problem('cabinet_not_found');
    const { email, name, locale, organization_id } = request;
    const invitation_id = await inviteIn(context, tx, cabinet, { email, name, locale, ...grant });
    const data = { id, organization_id, role: grant.role, invitation_id };
    await context.publish(tx, authEvents.join_request_accepted, { ...about(request), data });
    return { organizationId: organization_id, invitationId: invitation_id };
  });
}

/** Does not let in who asked. Throws `join_request_not_found`. */
export async function declineJoinRequest(context: AuthContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const request = await close(context, tx, id);
    const data = { id, organization_id: request.organization_id };
    await context.publish(tx, authEvents.join_request_declined, { ...about(request), data });
  });
}

async function close(context: AuthContext, tx: Transaction, id: string): Promise<JoinRequestRow> {
  const request = await closeJoinRequest(tx, id, context.now().toISOString());
  if (!request) throw problem('join_request_not_found');
  return request;
}

function about({ id, organization_id, root_id }: JoinRequestRow) {
  return { subject: id, version: 2, organization_id, root_id } as const;
}
