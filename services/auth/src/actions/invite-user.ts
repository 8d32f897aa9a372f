import type { NewCabinetUser } from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import { lockOpen, type OrganizationNode } from '@kabinet/database/organization-tree';
import { isProblem, problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { linkToken } from '../credentials/secret-token.ts';
import { normalizeEmail } from '../domain/email.ts';
import {
  findUnansweredInvitation,
  insertInvitation,
  lockUnansweredInvitation,
  updateInvitation,
  type InvitationRow,
} from '../queries/invitation.ts';
import { isMember, lockMembership } from '../queries/membership.ts';
import { findCabinet } from '../queries/organization.ts';
import { admitAttempt, mailBuckets } from './limit-attempts.ts';
import { publishInvitation } from './publish.ts';
import { requireOpen } from './require-open.ts';

const LINK_LIFETIME_MS = 14 * 86_400_000;

type Invited = Pick<Static<typeof NewCabinetUser>, 'email' | 'name' | 'role' | 'locale'> & { readonly disabled?: readonly string[] };
type Invitee = Invited & { readonly locale: 'ru' | 'en' };

/**
 * Invites an address to an organization, in place of an earlier invitation; answers the invitation's id. Whether the address
 * has an account elsewhere changes nothing. Throws `cabinet_user_exists`, `cabinet_closed`, `rate_limited`.
 */
export async function inviteUser(context: AuthContext, organizationId: string, body: Invited): Promise<string> {
  const cabinet = await findCabinet(context, organizationId);
  if (!cabinet) throw problem('cabinet_not_found');
  const email = normalizeEmail(body.email);
  await admitAttempt(context, mailBuckets(context, email, organizationId));
  const invitee = { ...body, email, locale: body.locale ?? context.origin.locale };
  return context.db.transaction((tx) => inviteIn(context, tx, cabinet, invitee));
}

/** Invites an address, in its normal form, in place of an earlier invitation; answers the invitation's id. Throws `cabinet_user_exists`, `cabinet_closed`. */
export async function inviteIn(context: AuthContext, tx: Transaction, cabinet: OrganizationNode, invitee: Invitee): Promise<string> {
  await requireOpen(tx, cabinet.id);
  if (await isMember(tx, cabinet.id, invitee.email)) throw problem('cabinet_user_exists');
  await withdrawEarlier(context, tx, cabinet.id, invitee.email);
  const invitation = newInvitation(context, cabinet, invitee);
  const { principal } = context.origin;
  const inserted = await insertInvitation(tx, { ...invitation, invited_by: principal.kind === 'user' ? principal.id : null });
  if (!inserted) throw problem('cabinet_user_exists');
  await publishInvitation(context, tx, 'user_invited', invitation);
  return invitation.id;
}

/**
 * Sends an invitation again as a new one, expired or not; answers its id. Throws `cabinet_user_not_found`, `cabinet_user_exists`
 * for who is a member already, `rate_limited`.
 */
export async function resendInvitation(context: AuthContext, organizationId: string, id: string): Promise<string> {
  const invitation = await findUnansweredInvitation(context.db, organizationId, id);
  if (invitation) return inviteUser(context, organizationId, invitation);
  const member = await context.db.transaction((tx) => lockMembership(tx, organizationId, id));
  throw problem(member ? 'cabinet_user_exists' : 'cabinet_user_not_found');
}

/** The job behind a new organization: invites the contact of its first purchase as its owner, once for all times. */
export async function inviteFounder(context: AuthContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const organizationId = String(payload['organization_id']);
  const cabinet = await findCabinet(context, organizationId);
  const contact = cabinet && (await foundingContact(context, organizationId));
  if (!contact) return;
  const email = normalizeEmail(contact.email);
  const invitation = { ...newInvitation(context, cabinet, { name: contact.name, email, locale: 'ru', role: 'owner' }), founding: true };
  await context.db.transaction(async (tx) => {
    if (!(await lockOpen(tx, organizationId)) || (await isMember(tx, organizationId, email))) return;
    if (await insertInvitation(tx, invitation)) await publishInvitation(context, tx, 'user_invited', invitation);
  });
}

async function foundingContact(context: AuthContext, organizationId: string) {
  try {
    return (await context.peersAsService.organizations.getOrganizationContact({ params: { id: organizationId } })).contact;
  } catch (error) {
    if (isProblem(error, 'cabinet_not_found')) return null;
    throw error;
  }
}

async function withdrawEarlier(context: AuthContext, tx: Transaction, organizationId: string, email: string): Promise<void> {
  const earlier = await lockUnansweredInvitation(tx, organizationId, email);
  if (!earlier) return;
  const now = context.now().toISOString();
  await publishInvitation(context, tx, 'invitation_withdrawn', await updateInvitation(tx, earlier.id, { closed_at: now, updated_at: now }));
}

/** An invitation of `invitee`, made now, with the hash of its link. */
export function newInvitation(context: AuthContext, cabinet: OrganizationNode, invitee: Invitee): InvitationRow & { token_hash: Buffer } {
  const id = context.newId();
  const now = context.now();
  return {
    id,
    organization_id: cabinet.id,
    root_id: cabinet.root_id,
    email: invitee.email,
    name: invitee.name,
    locale: invitee.locale,
    role: invitee.role,
    disabled: [...(invitee.disabled ?? [])],
    token_hash: linkToken('invitation', id, context.installation.secret).hash,
    invited_by: null,
    founding: false,
    version: 1,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    expires_at: new Date(now.getTime() + LINK_LIFETIME_MS).toISOString(),
    closed_at: null,
  };
}
