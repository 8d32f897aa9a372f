import { authEvents } from '@kabinet/contracts/auth/events';
import type { ClosingAnswer } from '@kabinet/contracts/organizations/closing-resources';
import type { Transaction } from '@kabinet/database';
import { closingPart, isClosing, type Clearing } from '@kabinet/service';
import type { AuthContext } from '../context.ts';
import { countAccess, lockInvitations, lockMemberships, lockTokens } from '../queries/access.ts';
import { updateInvitation } from '../queries/invitation.ts';
import { revokeToken } from '../queries/machine-token.ts';
import { deleteMembership } from '../queries/membership.ts';
import { updateUser } from '../queries/user.ts';
import { publishInvitation, publishMembership, publishRightsChanged, publishToken } from './publish.ts';

/** Of each kind in one transaction. */
const BATCH = 50;

type Outcome = Pick<ClosingAnswer, 'fault' | 'left'>;

/** This service's part of a closing, the last one: nobody belongs to the organization any more, and nothing has a token of it. */
export const closing = closingPart<AuthContext, Outcome>({
  part: 'auth',
  clear: async (context, clearing) => {
    const isMore = await context.system.transaction((tx) => endSome(context, tx, clearing.organization_id));
    return isMore ? clearing : undefined;
  },
  outcome: countLeft,
  failure: { fault: 'failed', left: [] },
  tell: (context, tx, answer) => {
    const { organization_cleared, organization_not_cleared } = authEvents;
    return context.publish(tx, answer.data.fault === null ? organization_cleared : organization_not_cleared, answer);
  },
});

/** Answers whether there may be more. */
async function endSome(context: AuthContext, tx: Transaction, organizationId: string): Promise<boolean> {
  if (!(await isClosing(tx, organizationId))) return false;
  const now = context.now().toISOString();
  const memberships = await lockMemberships(tx, organizationId, BATCH);
  for (const membership of memberships) {
    await deleteMembership(tx, membership.id);
    await publishMembership(context, tx, 'membership_removed', { ...membership, version: membership.version + 1 });
    await publishRightsChanged(context, tx, await updateUser(tx, membership.user_id, { updated_at: now }));
  }
  const invitations = await lockInvitations(tx, organizationId, BATCH);
  for (const { id } of invitations) {
    await publishInvitation(context, tx, 'invitation_withdrawn', await updateInvitation(tx, id, { closed_at: now, updated_at: now }));
  }
  const tokens = await lockTokens(tx, organizationId, BATCH);
  for (const { id } of tokens) {
    const revoked = await revokeToken(tx, id, now);
    if (revoked) await publishToken(context, tx, 'token_revoked', revoked);
  }
  return memberships.length + invitations.length + tokens.length > 0;
}

async function countLeft(context: AuthContext, tx: Transaction, clearing: Clearing): Promise<Outcome> {
  const left = await countAccess(tx, clearing.organization_id, context.now().toISOString());
  return { fault: left.length === 0 || clearing.is_preview ? null : 'owned', left };
}
