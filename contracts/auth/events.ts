import { defineEvents } from '@kabinet/contract/events';
import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { ClosingAnswer } from '../organizations/closing-resources.ts';
import { CustomerRoleName, LocaleName, StaffRoleName, TokenScopeName } from './resources.ts';

const UserFacts = closed({
  id: Uuid,
  status: Type.Enum(['active', 'disabled']),
  staff_roles: Type.Array(StaffRoleName),
  locale: LocaleName,
});
const MembershipFacts = closed({
  id: Uuid,
  user_id: Uuid,
  organization_id: Uuid,
  role: CustomerRoleName,
  disabled: Type.Array(Type.String()),
});
/** Who is invited stands in the answer of `getMailRecipient` only. */
const InvitationFacts = closed({ id: Uuid, organization_id: Uuid, role: CustomerRoleName, disabled: Type.Array(Type.String()) });
const SessionFacts = closed({ id: Uuid, user_id: Uuid });
const TokenFacts = closed({ id: Uuid, organization_id: nullable(Uuid), scopes: Type.Array(TokenScopeName), expires_at: nullable(Instant) });

export const authEvents = defineEvents('auth', {
  user_created: { type: 'user.created', summary: 'A user appeared', data: UserFacts },
  user_changed: { type: 'user.changed', summary: 'A user has another name, language, status or staff role', data: UserFacts },
  password_changed: {
    type: 'user.password_changed',
    summary: 'A user has another password',
    data: closed({ user_id: Uuid, by: Type.Enum(['user', 'reset']) }),
  },
  /** Subject: the user. What was kept of the user's rights is stale. */
  rights_changed: { type: 'user.rights_changed', summary: 'A user may do more or less than before', data: closed({ user_id: Uuid }) },
  /** Subject: the user. `except` names the one session that goes on. */
  sessions_ended: {
    type: 'user.sessions_ended',
    summary: 'All sessions of a user ended',
    data: closed({
      user_id: Uuid,
      except: nullable(Uuid),
      reason: Type.Enum([
        'logged_out_everywhere',
        'password_changed',
        'password_reset',
        'second_factor_enabled',
        'second_factor_reset',
        'user_disabled',
      ]),
    }),
  },
  second_factor_enabled: {
    type: 'user.second_factor_enabled',
    summary: 'A user confirms logins with a second factor from now on',
    data: closed({ user_id: Uuid }),
  },
  /** `reset` is what staff did for a person who lost it, for the reason given. */
  second_factor_disabled: {
    type: 'user.second_factor_disabled',
    summary: 'A user has no second factor any more',
    data: closed({ user_id: Uuid, by: Type.Enum(['user', 'reset']), reason: nullable(Type.String()) }),
  },
  recovery_codes_replaced: {
    type: 'user.recovery_codes_replaced',
    summary: 'A user got new recovery codes',
    data: closed({ user_id: Uuid }),
  },
  recovery_code_used: {
    type: 'user.recovery_code_used',
    summary: 'A user showed a recovery code in place of the second factor',
    data: closed({ user_id: Uuid, left: Type.Integer() }),
  },
  session_started: { type: 'session.started', summary: 'A user logged in', data: SessionFacts },
  session_ended: {
    type: 'session.ended',
    summary: 'A session ended',
    data: closed({ ...SessionFacts.properties, reason: Type.Enum(['logged_out', 'ended_by_user', 'refresh_token_reused']) }),
  },
  /** Told once for every organization that the person works in, so that its owners can read of it. Subject: the viewing. */
  viewing_started: {
    type: 'viewing.started',
    summary: 'One of the staff looks at the portal with the eyes of a customer',
    data: closed({ id: Uuid, user_id: Uuid, reason: Type.String(), expires_at: Instant }),
  },
  viewing_ended: {
    type: 'viewing.ended',
    summary: 'One of the staff stopped looking with the eyes of a customer',
    data: closed({ id: Uuid, user_id: Uuid }),
  },
  user_invited: { type: 'invitation.created', summary: 'Somebody was invited to an organization', data: InvitationFacts },
  invitation_changed: { type: 'invitation.changed', summary: 'An open invitation grants another role', data: InvitationFacts },
  invitation_withdrawn: { type: 'invitation.withdrawn', summary: 'An invitation was withdrawn or replaced', data: InvitationFacts },
  invitation_accepted: {
    type: 'invitation.accepted',
    summary: 'An invitation was accepted',
    data: closed({ ...InvitationFacts.properties, user_id: Uuid }),
  },
  membership_granted: { type: 'membership.granted', summary: 'A user belongs to an organization', data: MembershipFacts },
  membership_changed: { type: 'membership.changed', summary: 'A user has another role in an organization', data: MembershipFacts },
  membership_removed: { type: 'membership.removed', summary: 'A user no longer belongs to an organization', data: MembershipFacts },
  email_change_requested: {
    type: 'email_change.requested',
    summary: 'A user asked for another address',
    data: closed({ id: Uuid, user_id: Uuid }),
  },
  email_changed: { type: 'user.email_changed', summary: 'A user confirmed another address', data: closed({ user_id: Uuid }) },
  /** `notices` are the mails that it makes: one to each owner who may decide. */
  join_requested: {
    type: 'join_request.created',
    summary: 'Somebody asks to be let into an organization',
    data: closed({ id: Uuid, organization_id: Uuid, notices: Type.Array(Uuid) }),
  },
  join_request_accepted: {
    type: 'join_request.accepted',
    summary: 'Somebody who asked to be let in was invited',
    data: closed({ id: Uuid, organization_id: Uuid, role: CustomerRoleName, invitation_id: Uuid }),
  },
  join_request_declined: {
    type: 'join_request.declined',
    summary: 'Somebody who asked was not let in',
    data: closed({ id: Uuid, organization_id: Uuid }),
  },
  /** A member who became an owner, or the invitation that makes one. Subject: the organization. */
  owner_appointed: {
    type: 'organization.owner_appointed',
    summary: 'Staff appointed an owner',
    data: closed({ organization_id: Uuid, user_id: nullable(Uuid), invitation_id: nullable(Uuid), reason: Type.String() }),
  },
  /** Subject: the organization. */
  security_changed: {
    type: 'organization.security_changed',
    summary: 'An organization asks something else of its people’s accounts',
    data: closed({ organization_id: Uuid, second_factor: Type.Enum(['optional', 'required']) }),
  },
  password_reset_requested: {
    type: 'password_reset.requested',
    summary: 'A user asked for a new password',
    data: closed({ id: Uuid, user_id: Uuid }),
  },
  token_created: { type: 'token.created', summary: 'A machine got a token', data: TokenFacts },
  token_revoked: { type: 'token.revoked', summary: 'A token of a machine was revoked', data: TokenFacts },
  signing_key_created: {
    type: 'signing_key.created',
    summary: 'A key that will sign access tokens was published',
    data: closed({ id: Type.String(), activates_at: Instant }),
  },
  organization_cleared: {
    type: 'organization.cleared',
    summary: 'Nobody belongs to an organization that is being closed any more',
    data: ClosingAnswer,
  },
  organization_not_cleared: {
    type: 'organization.not_cleared',
    summary: 'People, tokens or invitations of an organization that is being closed remain',
    data: ClosingAnswer,
  },
});
