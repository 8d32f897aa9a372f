import { operation } from '@kabinet/contract';
import { closed, Instant, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import {
  CreatedMachineToken,
  CustomerRoleName,
  DisabledGroups,
  Email,
  LinkMailKind,
  LocaleName,
  NewMachineToken,
  NewPassword,
  PersonName,
  StaffRoles,
  TokenScopeName,
  User,
} from '../resources.ts';

const OrganizationRef = { organization_id: Uuid, root_id: Uuid };

/** `UserPrincipal` of the contract package. */
const UserPrincipal = closed({
  kind: Type.Literal('user'),
  id: Uuid,
  session_id: Uuid,
  memberships: Type.Array(closed({ ...OrganizationRef, role: Type.String(), disabled: Type.Array(Type.String()) })),
  staff_roles: Type.Array(Type.String()),
  viewed_by: Type.Optional(closed({ id: Uuid })),
});

/** `MachinePrincipal` of the contract package. */
const MachinePrincipal = closed({
  kind: Type.Literal('machine'),
  id: Uuid,
  scopes: Type.Array(TokenScopeName),
  organization: nullable(closed(OrganizationRef)),
});

export const internalOperations = {
  /** Null when the session has ended or the user is disabled. */
  resolveSession: operation({
    summary: 'Read who acts in a session',
    method: 'POST',
    path: '/internal/sessions/resolve',
    access: { kind: 'services' },
    body: closed({ user_id: Uuid, session_id: Uuid }),
    ok: { status: 200, body: closed({ principal: nullable(UserPrincipal), locale: LocaleName }) },
    problems: [],
    repeatable: true,
  }),
  /** Null when the user is disabled. For work that goes on without them: it stands for the session that they asked for it in. */
  resolvePerson: operation({
    summary: 'Read which rights somebody has now in whose name work goes on without them',
    method: 'POST',
    path: '/internal/people/resolve',
    access: { kind: 'services' },
    body: closed({ user_id: Uuid, work_id: Uuid }),
    ok: { status: 200, body: closed({ principal: nullable(UserPrincipal) }) },
    problems: [],
    repeatable: true,
  }),
  resolveToken: operation({
    summary: "Read whose a machine's token is",
    method: 'POST',
    path: '/internal/tokens/resolve',
    access: { kind: 'services' },
    body: closed({ token: Type.String({ maxLength: 200 }) }),
    ok: { status: 200, body: closed({ principal: nullable(MachinePrincipal) }) },
    problems: [],
    repeatable: true,
  }),
  /** Tokens of links never travel in events: who composes the mail asks here, and is told the same every time. */
  getMailRecipient: operation({
    summary: 'Read to whom a mail about an invitation, an account or a request goes',
    method: 'POST',
    path: '/internal/mail-recipient',
    access: { kind: 'services' },
    body: closed({ kind: LinkMailKind, id: Uuid }),
    ok: {
      status: 200,
      body: closed({
        email: Type.String(),
        name: Type.String(),
        locale: LocaleName,
        /** Empty where the mail leads to a page that asks who one is. */
        link_token: Type.String(),
        expires_at: Instant,
        organization: nullable(NamedRef),
        role: nullable(CustomerRoleName),
      }),
    },
    problems: ['mail_recipient_not_found'],
    repeatable: true,
  }),
  /** Addresses never travel in events: who mails asks here, each time. */
  getMailbox: operation({
    summary: 'Read where and in which language to write to a user',
    method: 'GET',
    path: '/internal/users/{id}/mailbox',
    access: { kind: 'services' },
    params: closed({ id: Uuid }),
    ok: { status: 200, body: closed({ email: Type.String(), name: Type.String(), locale: LocaleName }) },
    problems: ['user_not_found'],
  }),
  createUser: operation({
    summary: 'Create a user who can log in at once',
    method: 'POST',
    path: '/internal/users',
    access: { kind: 'services' },
    body: closed({
      email: Email,
      name: PersonName,
      password: NewPassword,
      locale: Type.Optional(LocaleName),
      staff_roles: Type.Optional(StaffRoles),
      memberships: Type.Optional(
        Type.Array(closed({ organization_id: Uuid, role: CustomerRoleName, disabled: Type.Optional(DisabledGroups) }), { maxItems: 100 }),
      ),
    }),
    ok: { status: 201, body: User },
    problems: ['user_exists', 'cabinet_not_found', 'cabinet_closed'],
    idempotency: 'none',
  }),
  createMachineToken: operation({
    summary: 'Create a token for a machine in the name of the installation',
    method: 'POST',
    path: '/internal/tokens',
    access: { kind: 'services' },
    body: NewMachineToken,
    ok: { status: 201, body: CreatedMachineToken },
    problems: ['cabinet_closed'],
    idempotency: 'none',
  }),
} as const;
