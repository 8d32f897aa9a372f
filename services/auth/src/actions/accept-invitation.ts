import { MIN_PASSWORD_LENGTH } from '@kabinet/contracts/auth/password';
import type { CustomerRoleName } from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { tokenHash } from '../credentials/secret-token.ts';
import { lengthFaults } from '../domain/password-policy.ts';
import { findAccount, insertAccount, type AccountRow } from '../queries/account.ts';
import { findOpenInvitation, lockOpenInvitation, updateInvitation, type InvitationRow } from '../queries/invitation.ts';
import { findCabinet } from '../queries/organization.ts';
import { authenticate } from './authenticate.ts';
import { grantMembership } from './grant-membership.ts';
import { publishInvitationAccepted, publishUser } from './publish.ts';
import { hashNewPassword } from './set-password.ts';

/** The open invitation of a link. Throws `invalid_link`. */
export async function requireInvitation(context: AuthContext, token: string): Promise<InvitationRow> {
  const hash = tokenHash('invitation', token);
  const invitation = hash && (await findOpenInvitation(context.system, hash, context.now().toISOString()));
  if (!invitation) throw problem('invalid_link');
  return invitation;
}

export interface Acceptance {
  readonly email: string;
  readonly cabinet: { readonly id: string; readonly name: string };
  readonly role: Static<typeof CustomerRoleName>;
}

/**
 * Makes the invited person a member. Who has no account gets one, with the password given; who has one proves it by their
 * password, so that a link in a shared or forwarded mailbox is not enough. Throws `invalid_link`, `invalid_body`,
 * `invalid_credentials`, `rate_limited`.
 */
export async function acceptInvitation(
  context: AuthContext,
  input: { readonly token: string; readonly name?: string; readonly password: string },
): Promise<Acceptance> {
  const invitation = await requireInvitation(context, input.token);
  const cabinet = await findCabinet(context, invitation.organization_id);
  if (!cabinet) throw problem('invalid_link');
  const known = await findAccount(context.system, invitation.email);
  const user = known ? await authenticate(context, invitation.email, input.password) : await newUser(context, invitation, input);
  await context.system.transaction(async (tx) => {
    const now = context.now().toISOString();
    if (!(await lockOpenInvitation(tx, invitation.id, now))) throw problem('invalid_link');
    if (!known) await createIn(context, tx, user);
    const { organization_id, root_id, role, disabled } = invitation;
    await grantMembership(context, tx, user.id, { organization_id, root_id, role, disabled });
    const accepted = await updateInvitation(tx, invitation.id, { closed_at: now, updated_at: now });
    await publishInvitationAccepted(context, tx, accepted, user.id);
  });
  return { email: invitation.email, cabinet: { id: cabinet.id, name: cabinet.name }, role: invitation.role };
}

async function newUser(
  context: AuthContext,
  invitation: InvitationRow,
  input: { readonly name?: string; readonly password: string },
): Promise<AccountRow> {
  const faults = lengthFaults(input.password, MIN_PASSWORD_LENGTH);
  if (faults.length > 0) throw problem('invalid_body', { errors: faults });
  const passwordHash = await hashNewPassword(context, input.password, invitation.email);
  const now = context.now().toISOString();
  return {
    id: context.newId(),
    email: invitation.email,
    name: input.name ?? invitation.name,
    locale: invitation.locale,
    password_hash: passwordHash,
    status: 'active',
    staff_roles: [],
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

async function createIn(context: AuthContext, tx: Transaction, user: AccountRow): Promise<void> {
  if (!(await insertAccount(tx, user))) {
    throw problem('unavailable', { reason: 'another invitation of this address was accepted at the same moment' });
  }
  await publishUser(context, tx, 'user_created', user);
}
