import type { OkBody } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import type { LinkMailKind } from '@kabinet/contracts/auth/resources';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { linkToken } from '../credentials/secret-token.ts';
import { findAccount } from '../queries/account.ts';
import { findOpenEmailChangeById } from '../queries/email-change.ts';
import { findOpenInvitationById, type InvitationRow } from '../queries/invitation.ts';
import { findNotice } from '../queries/join-request.ts';
import { findCabinet } from '../queries/organization.ts';
import { findOpenResetById } from '../queries/password-reset.ts';
import { findUser } from '../queries/user.ts';

type MailRecipient = OkBody<(typeof authContract)['operations']['getMailRecipient']>;

/** To whom the mail goes and with which link, while the link is of use. Throws `mail_recipient_not_found`. */
export async function findMailRecipient(context: AuthContext, kind: LinkMailKind, id: string): Promise<MailRecipient> {
  const recipient = await recipientsOf[kind](context, id);
  if (!recipient) throw problem('mail_recipient_not_found');
  return recipient;
}

/** Where and in which language to write to somebody who can log in. Throws `user_not_found`. */
export async function findMailbox(context: AuthContext, userId: string): Promise<{ email: string; name: string; locale: 'ru' | 'en' }> {
  const user = await findUser(context.system, userId);
  if (user?.status !== 'active') throw problem('user_not_found');
  const { email, name, locale } = user;
  return { email, name, locale };
}

const recipientsOf: Readonly<Record<LinkMailKind, (context: AuthContext, id: string) => Promise<MailRecipient | undefined>>> = {
  invitation: invitee,
  password_reset: resetter,
  email_change: newAddress,
  email_change_notice: oldAddress,
  join_request: decidingOwner,
};

async function invitee(context: AuthContext, id: string): Promise<MailRecipient | undefined> {
  const invitation = await findOpenInvitationById(context.system, id, context.now().toISOString());
  const cabinet = invitation && (await findCabinet(context, invitation.organization_id));
  if (!cabinet) return undefined;
  const { email, name, locale, expires_at, role } = invitation;
  const { token } = linkToken('invitation', id, context.installation.secret);
  return { email, name, locale, link_token: token, expires_at, organization: { id: cabinet.id, name: cabinet.name }, role };
}

async function resetter(context: AuthContext, id: string): Promise<MailRecipient | undefined> {
  const reset = await findOpenResetById(context.system, id, context.now().toISOString());
  if (!reset) return undefined;
  const user = await findUser(context.system, reset.user_id);
  if (user?.status !== 'active') return undefined;
  const { email, name, locale } = user;
  const { token } = linkToken('password_reset', id, context.installation.secret);
  return { email, name, locale, link_token: token, expires_at: reset.expires_at, organization: null, role: null };
}

/** Nobody where the address became somebody else's meanwhile, or was it before. */
async function newAddress(context: AuthContext, id: string): Promise<MailRecipient | undefined> {
  const change = await findOpenEmailChangeById(context.system, id, context.now().toISOString());
  if (!change || (await findAccount(context.system, change.email))) return undefined;
  const notice = await oldAddress(context, id);
  return notice && { ...notice, email: change.email, link_token: linkToken('email_change', id, context.installation.secret).token };
}

async function oldAddress(context: AuthContext, id: string): Promise<MailRecipient | undefined> {
  const change = await findOpenEmailChangeById(context.system, id, context.now().toISOString());
  const user = change && (await findUser(context.system, change.user_id));
  if (user?.status !== 'active') return undefined;
  const { email, name, locale } = user;
  return { email, name, locale, link_token: '', expires_at: change?.expires_at ?? '', organization: null, role: null };
}

async function decidingOwner(context: AuthContext, id: string): Promise<MailRecipient | undefined> {
  const notice = await findNotice(context.system, id);
  const owner = notice && (await findUser(context.system, notice.owner_id));
  const cabinet = notice && (await findCabinet(context, notice.organization_id));
  if (!cabinet || owner?.status !== 'active') return undefined;
  const { email, name, locale } = owner;
  const organization = { id: cabinet.id, name: cabinet.name };
  return { email, name, locale, link_token: '', expires_at: notice.created_at, organization, role: null };
}

/** What the holder of an invitation's link is shown. Throws `invalid_link` when the organization is gone. */
export async function previewInvitation(context: AuthContext, invitation: InvitationRow, known: boolean) {
  const cabinet = await findCabinet(context, invitation.organization_id);
  if (!cabinet) throw problem('invalid_link');
  const inviter = invitation.invited_by === null ? undefined : await findUser(context.system, invitation.invited_by);
  const { email, name, role, expires_at } = invitation;
  const account: 'new' | 'existing' = known ? 'existing' : 'new';
  return { email, name, cabinet: { id: cabinet.id, name: cabinet.name }, role, invited_by: inviter?.name ?? null, account, expires_at };
}
