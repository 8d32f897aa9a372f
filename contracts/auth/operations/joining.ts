import { operation } from '@kabinet/contract';
import { closed, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import {
  CabinetSecurity,
  CabinetUser,
  CustomerRoleName,
  DisabledGroups,
  Email,
  JoinRequest,
  LocaleName,
  NewJoinRequest,
  PersonName,
  Reason,
} from '../resources.ts';

const cabinet = { of: 'cabinet', param: 'id' } as const;
const known_by = 'organizations.read';
const manage = { kind: 'permission', permission: 'people.manage', resource: { of: 'join_request', param: 'id' } } as const;

export const joiningOperations = {
  /** Nobody becomes a member by it, and nobody learns whether there is such an organization: its owners are told, and decide. */
  requestToJoin: operation({
    summary: 'Ask the owners of an organization to be let in; the answer is the same for every organization',
    method: 'POST',
    path: '/join-requests',
    access: { kind: 'public' },
    body: NewJoinRequest,
    ok: { status: 202 },
    problems: [],
    idempotency: 'none',
    rate: 'login',
  }),
  listJoinRequests: operation({
    summary: 'List who asks to be let in',
    method: 'GET',
    path: '/join-requests',
    access: { kind: 'permission', permission: 'people.manage' },
    query: listQuery(['created_at'], organizationFilter),
    ok: { status: 200, body: page(JoinRequest) },
    problems: [],
  }),
  /** The person gets an invitation by mail, which proves the address. */
  acceptJoinRequest: operation({
    summary: 'Invite who asked to be let in',
    method: 'POST',
    path: '/join-requests/{id}/accept',
    access: manage,
    params: closed({ id: Uuid }),
    body: closed({ role: CustomerRoleName, disabled: Type.Optional(DisabledGroups) }),
    ok: { status: 201, body: CabinetUser },
    problems: ['join_request_not_found', 'cabinet_user_exists', 'cabinet_user_not_found', 'cabinet_not_found', 'cabinet_closed'],
    idempotency: 'none',
  }),
  declineJoinRequest: operation({
    summary: 'Do not let in who asked; they are not told',
    method: 'POST',
    path: '/join-requests/{id}/decline',
    access: manage,
    params: closed({ id: Uuid }),
    ok: { status: 204 },
    problems: ['join_request_not_found'],
  }),
  /** A member becomes an owner at once, anybody else is invited as one. */
  appointOwner: operation({
    summary: 'Appoint an owner of an organization, for a reason',
    method: 'POST',
    path: '/cabinets/{id}/owners',
    access: { kind: 'permission', permission: 'people.appoint', known_by, resource: cabinet },
    params: closed({ id: Uuid }),
    body: closed({ email: Email, name: PersonName, locale: Type.Optional(LocaleName), reason: Reason }),
    ok: { status: 201, body: CabinetUser },
    problems: ['cabinet_not_found', 'cabinet_user_not_found', 'cabinet_closed'],
    idempotency: 'none',
  }),
  getCabinetSecurity: operation({
    summary: 'Read what an organization asks of its people’s accounts',
    method: 'GET',
    path: '/cabinets/{id}/security',
    access: { kind: 'permission', permission: 'people.read', known_by, resource: cabinet },
    params: closed({ id: Uuid }),
    ok: { status: 200, body: CabinetSecurity },
    problems: ['cabinet_not_found'],
  }),
  /** An owner who asks it of others has a second factor. */
  setCabinetSecurity: operation({
    summary: 'Ask a second factor of the people of an organization and of those below, or stop asking',
    method: 'PUT',
    path: '/cabinets/{id}/security',
    access: { kind: 'permission', permission: 'people.manage', known_by, resource: cabinet },
    params: closed({ id: Uuid }),
    body: closed({ second_factor: CabinetSecurity.properties.second_factor }),
    ok: { status: 200, body: CabinetSecurity },
    problems: ['cabinet_not_found', 'own_factor_first'],
  }),
} as const;
