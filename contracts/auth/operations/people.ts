import { operation } from '@kabinet/contract';
import { closed, listQuery, NamedRef, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import {
  CabinetUser,
  CabinetUserChanges,
  CustomerRoleName,
  InvitationPreview,
  LinkToken,
  NewCabinetUser,
  Password,
  PersonName,
  UserImport,
  UserImportResult,
} from '../resources.ts';

const cabinet = { of: 'cabinet', param: 'id' } as const;
const read = { kind: 'permission', permission: 'people.read', known_by: 'organizations.read', resource: cabinet } as const;
const manage = { kind: 'permission', permission: 'people.manage', known_by: 'organizations.read', resource: cabinet } as const;
const userParams = closed({ id: Uuid, user_id: Uuid });

export const peopleOperations = {
  listCabinetUsers: operation({
    summary: 'List the people of an organization, invited ones too',
    method: 'GET',
    path: '/cabinets/{id}/users',
    access: read,
    params: closed({ id: Uuid }),
    query: listQuery(['name', 'created_at'], {}),
    ok: { status: 200, body: page(CabinetUser) },
    problems: ['cabinet_not_found'],
  }),
  inviteCabinetUser: operation({
    summary: 'Invite a person to an organization',
    method: 'POST',
    path: '/cabinets/{id}/users',
    access: manage,
    params: closed({ id: Uuid }),
    body: NewCabinetUser,
    ok: { status: 201, body: CabinetUser },
    problems: ['cabinet_not_found', 'cabinet_user_exists', 'cabinet_closed'],
    idempotency: 'none',
  }),
  /** Sent again, the same list invites nobody twice. `errors` of a refusal point to `/csv/<row>/<column>`. */
  importCabinetUsers: operation({
    summary: 'Invite the people of a list (CSV), all or none; a dry run only tells what would be done',
    method: 'POST',
    path: '/cabinets/{id}/users/import',
    access: manage,
    params: closed({ id: Uuid }),
    query: closed({ dry_run: Type.Optional(Type.Boolean()) }),
    body: UserImport,
    ok: { status: 200, body: UserImportResult },
    problems: ['cabinet_not_found', 'invalid_import', 'cabinet_closed'],
    idempotency: 'honoured',
  }),
  /** The earlier link is void. The invitation that replaces it has an id of its own. */
  resendInvitation: operation({
    summary: 'Send an invitation again, expired or not',
    method: 'POST',
    path: '/cabinets/{id}/users/{user_id}/resend',
    access: manage,
    params: userParams,
    ok: { status: 201, body: CabinetUser },
    problems: ['cabinet_not_found', 'cabinet_user_not_found', 'cabinet_user_exists', 'cabinet_closed'],
    idempotency: 'none',
  }),
  getCabinetUser: operation({
    summary: 'Read who works in an organization, or is invited to',
    method: 'GET',
    path: '/cabinets/{id}/users/{user_id}',
    access: read,
    params: userParams,
    ok: { status: 200, body: CabinetUser },
    problems: ['cabinet_not_found', 'cabinet_user_not_found'],
  }),
  changeCabinetUser: operation({
    summary: "Change a person's role in an organization",
    method: 'PATCH',
    path: '/cabinets/{id}/users/{user_id}',
    access: manage,
    params: userParams,
    body: CabinetUserChanges,
    ok: { status: 200, body: CabinetUser },
    problems: ['cabinet_not_found', 'cabinet_user_not_found', 'last_owner'],
    if_match: 'optional',
  }),
  removeCabinetUser: operation({
    summary: 'Take a person out of an organization, or withdraw the invitation',
    method: 'DELETE',
    path: '/cabinets/{id}/users/{user_id}',
    access: manage,
    params: userParams,
    ok: { status: 204 },
    problems: ['cabinet_not_found', 'cabinet_user_not_found', 'last_owner'],
    if_match: 'optional',
  }),
  /** A POST, so that the secret of the link stays out of addresses and their logs. */
  readInvitation: operation({
    summary: 'Read who invites, and to what',
    method: 'POST',
    path: '/invitations/read',
    access: { kind: 'public' },
    body: closed({ token: LinkToken }),
    ok: { status: 200, body: InvitationPreview },
    problems: ['invalid_link'],
    idempotency: 'none',
    rate: 'public',
  }),
  /** `password` is the one to be, or the present one of who has an account already. */
  acceptInvitation: operation({
    summary: 'Accept an invitation',
    method: 'POST',
    path: '/invitations/accept',
    access: { kind: 'public' },
    body: closed({ token: LinkToken, name: Type.Optional(PersonName), password: Password }),
    ok: { status: 200, body: closed({ email: Type.String(), cabinet: NamedRef, role: CustomerRoleName }) },
    problems: ['invalid_link', 'invalid_credentials', 'cabinet_closed'],
    idempotency: 'none',
    rate: 'login',
  }),
} as const;
