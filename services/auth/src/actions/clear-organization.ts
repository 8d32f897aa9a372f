import type { EventOf } from '@kabinet/contract/events';
import { authEvents } from '@kabinet/contracts/auth/events';
import type { ClosingAnswer } from '@kabinet/contracts/organizations/closing-resources';
import type { closingQuestions } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import type { AuthContext } from '../context.ts';
import { countAccess, lockInvitations, lockMemberships, lockTokens } from '../queries/access.ts';
import { updateInvitation } from '../queries/invitation.ts';
import { revokeToken } from '../queries/machine-token.ts';
import { deleteMembership } from '../queries/membership.ts';
import { updateUser } from '../queries/user.ts';
import { publishInvitation, publishMembership, publishRightsChanged, publishToken } from './publish.ts';

/** What a job is told of the part of a closing that it does. */
interface Clearing {
  readonly closing_id: string;
  readonly asked_in: number;
  readonly organization_id: string;
  readonly is_preview: boolean;
}

/** Of each kind in one transaction. */
const BATCH = 50;

/** Hears that an organization is being closed. Nobody is let into it any more once this service knows that it is `closing`. */
export async function scheduleClearing(
  context: AuthContext,
  { data, version }: EventOf<(typeof closingQuestions)[number]>,
  tx: Transaction,
): Promise<void> {
  const own = data.parts.find(({ part }) => part === 'auth');
  if (own?.status !== 'asked') return;
  const known = await findOrganization(tx, data.organization_id);
  if ((known?.version ?? 0) < data.organization_version) throw new Error('the event of the organization itself is still to come');
  const clearing: Clearing = {
    closing_id: data.id,
    asked_in: version,
    organization_id: data.organization_id,
    is_preview: data.status === 'weighing',
  };
  await context.enqueue(tx, 'clear_organization', { ...clearing });
}

/**
 * The job behind this service's part of a closing, the last one: nobody belongs to the organization any more, and nothing has
 * a token of it. It stops when the closing was given up meanwhile.
 */
export async function clearOrganization(context: AuthContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const clearing = payload as unknown as Clearing;
  try {
    while (!clearing.is_preview && (await context.system.transaction((tx) => endSome(context, tx, clearing.organization_id))));
    await context.system.transaction((tx) => tellCleared(context, tx, clearing));
  } catch (error) {
    context.log.error({ err: error, organization_id: clearing.organization_id }, 'the part of a closing failed');
    await context.system.transaction((tx) => tell(context, tx, clearing, { fault: 'failed', left: [] }));
  }
}

/** Answers whether there may be more. */
async function endSome(context: AuthContext, tx: Transaction, organizationId: string): Promise<boolean> {
  if ((await findOrganization(tx, organizationId))?.status !== 'closing') return false;
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

async function tellCleared(context: AuthContext, tx: Transaction, clearing: Clearing): Promise<void> {
  const left = await countAccess(tx, clearing.organization_id, context.now().toISOString());
  await tell(context, tx, clearing, { fault: left.length === 0 || clearing.is_preview ? null : 'owned', left });
}

/** Whoever waits for the closing is told of a failure, too, and may try again. */
async function tell(
  context: AuthContext,
  tx: Transaction,
  { closing_id, asked_in, organization_id: id }: Clearing,
  { fault, left }: Pick<ClosingAnswer, 'fault' | 'left'>,
): Promise<void> {
  const organization = await findOrganization(tx, id);
  if (!organization) throw new Error(`organization ${id} is unknown`);
  await context.publish(tx, fault === null ? authEvents.organization_cleared : authEvents.organization_not_cleared, {
    subject: id,
    version: asked_in,
    organization_id: id,
    root_id: organization.root_id,
    data: { closing_id, organization_id: id, asked_in, fault, left },
  });
}
