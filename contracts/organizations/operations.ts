import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, nullable, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Buyer, Cabinet, CabinetChanges, Contact, CreatedFilter, KnownContact, NewCabinet, OrganizationKind, OrganizationStatus, TreeNode, VersionedNode } from './resources.ts';

const params = closed({ id: Uuid });
const cabinet = { of: 'cabinet', param: 'id' } as const;

export const organizationOperations = {
  listCabinets: operation({
    summary: 'List organizations',
    method: 'GET',
    path: '/cabinets',
    access: { kind: 'permission', permission: 'organizations.read' },
    query: listQuery(['name', 'inn', 'created_at'], {
      ...organizationFilter,
      ...CreatedFilter,
      kind: anyOf(OrganizationKind),
      status: anyOf(OrganizationStatus),
      parent_id: Type.Optional(Uuid),
      inn: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
    }),
    ok: { status: 200, body: page(Cabinet) },
    problems: [],
  }),
  createCabinet: operation({
    summary: 'Create an organization',
    method: 'POST',
    path: '/cabinets',
    access: { kind: 'permission', permission: 'organizations.manage' },
    body: NewCabinet,
    ok: { status: 201, body: Cabinet },
    problems: ['organization_exists'],
    idempotency: 'honoured',
  }),
  getCabinet: operation({
    summary: 'Read an organization',
    method: 'GET',
    path: '/cabinets/{id}',
    access: { kind: 'permission', permission: 'organizations.read', resource: cabinet },
    params,
    ok: { status: 200, body: Cabinet },
    problems: ['cabinet_not_found'],
  }),
  changeCabinet: operation({
    summary: 'Change or move an organization',
    method: 'PATCH',
    path: '/cabinets/{id}',
    access: { kind: 'permission', permission: 'organizations.manage', known_by: 'organizations.read', resource: cabinet },
    params,
    body: CabinetChanges,
    ok: { status: 200, body: Cabinet },
    problems: ['cabinet_not_found', 'organization_exists', 'organization_cycle', 'requisites_confirmed'],
    if_match: 'required',
  }),
  getCabinetTree: operation({
    summary: 'Read the tree below an organization',
    method: 'GET',
    path: '/cabinets/{id}/tree',
    access: { kind: 'permission', permission: 'organizations.read', resource: cabinet },
    params,
    query: closed({ depth: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })) }),
    ok: { status: 200, body: closed({ items: Type.Array(TreeNode), truncated: Type.Boolean() }) },
    problems: ['cabinet_not_found'],
  }),
  listCabinetContacts: operation({
    summary: 'List the people whom the ERP named for an organization',
    method: 'GET',
    path: '/cabinets/{id}/contacts',
    access: { kind: 'permission', permission: 'purchases.read', known_by: 'organizations.read', resource: cabinet },
    params,
    ok: { status: 200, body: closed({ items: Type.Array(KnownContact) }) },
    problems: ['cabinet_not_found'],
  }),
  ensureCabinet: operation({
    summary: 'Find the organization of a buyer, or create it',
    method: 'POST',
    path: '/internal/cabinets/ensure',
    access: { kind: 'services' },
    body: Buyer,
    ok: { status: 200, body: closed({ organization: VersionedNode, created: Type.Boolean() }) },
    problems: [],
  }),
  getOrganizationNode: operation({
    summary: 'Read what services know of an organization',
    method: 'GET',
    path: '/internal/organizations/{id}',
    access: { kind: 'services' },
    params,
    ok: { status: 200, body: VersionedNode },
    problems: ['cabinet_not_found'],
  }),
  getOrganizationContact: operation({
    summary: 'Read whom to invite as the first owner of an organization',
    method: 'GET',
    path: '/internal/organizations/{id}/contact',
    access: { kind: 'services' },
    params,
    ok: { status: 200, body: closed({ contact: nullable(Contact) }) },
    problems: ['cabinet_not_found'],
  }),
} as const;
