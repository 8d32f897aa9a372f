import { authEvents } from '@kabinet/contracts/auth/events';
import type { EventOf } from '@kabinet/contract/events';
import type { Transaction } from '@kabinet/database';
import type { AuthContext } from '../context.ts';
import type { InvitationRow } from '../queries/invitation.ts';
import type { MachineTokenRow } from '../queries/machine-token.ts';
import type { MembershipRow } from '../queries/membership.ts';
import type { UserRow } from '../queries/user.ts';

/** Facts and ids of each aggregate as events tell them: never addresses, names or secrets. */

const ofNobody = { organization_id: null, root_id: null } as const;

export async function publishUser(
  context: AuthContext,
  tx: Transaction,
  what: 'user_created' | 'user_changed',
  user: UserRow,
): Promise<void> {
  const { id, status, staff_roles, locale, version } = user;
  await context.publish(tx, authEvents[what], { ...ofNobody, subject: id, version, data: { id, status, staff_roles, locale } });
}

/** `user` with the version that it was raised to. */
export async function publishRightsChanged(context: AuthContext, tx: Transaction, { id, version }: UserRow): Promise<void> {
  await context.publish(tx, authEvents.rights_changed, { ...ofNobody, subject: id, version, data: { user_id: id } });
}

export async function publishPasswordChanged(
  context: AuthContext,
  tx: Transaction,
  { id, version }: UserRow,
  by: 'user' | 'reset',
): Promise<void> {
  await context.publish(tx, authEvents.password_changed, { ...ofNobody, subject: id, version, data: { user_id: id, by } });
}

type SessionsEndedReason = EventOf<typeof authEvents.sessions_ended>['data']['reason'];

export async function publishSessionsEnded(
  context: AuthContext,
  tx: Transaction,
  { id, version }: UserRow,
  reason: SessionsEndedReason,
  except: string | null,
): Promise<void> {
  await context.publish(tx, authEvents.sessions_ended, { ...ofNobody, subject: id, version, data: { user_id: id, except, reason } });
}

export async function publishSessionStarted(
  context: AuthContext,
  tx: Transaction,
  session: { id: string; user_id: string },
): Promise<void> {
  const { id, user_id } = session;
  await context.publish(tx, authEvents.session_started, { ...ofNobody, subject: id, version: 1, data: { id, user_id } });
}

type SessionEndedReason = EventOf<typeof authEvents.session_ended>['data']['reason'];

export async function publishSessionEnded(
  context: AuthContext,
  tx: Transaction,
  session: { id: string; user_id: string },
  reason: SessionEndedReason,
): Promise<void> {
  const { id, user_id } = session;
  await context.publish(tx, authEvents.session_ended, { ...ofNobody, subject: id, version: 2, data: { id, user_id, reason } });
}

export async function publishMembership(
  context: AuthContext,
  tx: Transaction,
  what: 'membership_granted' | 'membership_changed' | 'membership_removed',
  membership: MembershipRow,
): Promise<void> {
  const { id, user_id, organization_id, root_id, role, disabled, version } = membership;
  const data = { id, user_id, organization_id, role, disabled };
  await context.publish(tx, authEvents[what], { subject: id, version, organization_id, root_id, data });
}

export async function publishInvitation(
  context: AuthContext,
  tx: Transaction,
  what: 'user_invited' | 'invitation_changed' | 'invitation_withdrawn',
  invitation: InvitationRow,
): Promise<void> {
  const { id, organization_id, root_id, role, disabled, version } = invitation;
  await context.publish(tx, authEvents[what], {
    subject: id,
    version,
    organization_id,
    root_id,
    data: { id, organization_id, role, disabled },
  });
}

export async function publishInvitationAccepted(
  context: AuthContext,
  tx: Transaction,
  invitation: InvitationRow,
  userId: string,
): Promise<void> {
  const { id, organization_id, root_id, role, disabled, version } = invitation;
  const data = { id, organization_id, role, disabled, user_id: userId };
  await context.publish(tx, authEvents.invitation_accepted, { subject: id, version, organization_id, root_id, data });
}

export async function publishToken(
  context: AuthContext,
  tx: Transaction,
  what: 'token_created' | 'token_revoked',
  token: MachineTokenRow,
): Promise<void> {
  const { id, organization_id, root_id, scopes, expires_at } = token;
  const version = what === 'token_created' ? 1 : 2;
  await context.publish(tx, authEvents[what], {
    subject: id,
    version,
    organization_id,
    root_id,
    data: { id, organization_id, scopes, expires_at },
  });
}
