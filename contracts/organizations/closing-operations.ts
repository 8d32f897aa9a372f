import { operation } from '@kabinet/contract';
import { closed, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Closing, NewClosing } from './closing-resources.ts';
import { Cabinet } from './resources.ts';

const params = closed({ id: Uuid });
const managed = {
  kind: 'permission',
  permission: 'organizations.manage',
  known_by: 'organizations.read',
  resource: { of: 'cabinet', param: 'id' },
} as const;

export const closingOperations = {
  closeCabinet: operation({
    summary: 'Close an organization, go on after something stood in the way, or see what would (dry_run)',
    method: 'POST',
    path: '/cabinets/{id}/close',
    access: managed,
    params,
    query: closed({ dry_run: Type.Optional(Type.Boolean()) }),
    body: NewClosing,
    ok: { status: 202, body: Closing },
    problems: ['cabinet_not_found', 'cabinet_closed', 'closed_from_above'],
    idempotency: 'honoured',
  }),
  getClosing: operation({
    summary: 'Read how far the closing of an organization is, or what its preview found',
    method: 'GET',
    path: '/cabinets/{id}/closing',
    access: managed,
    params,
    ok: { status: 200, body: Closing },
    problems: ['cabinet_not_found', 'closing_not_found'],
  }),
  cancelClosing: operation({
    summary: 'Give up the closing of an organization; what has gone up stays there',
    method: 'DELETE',
    path: '/cabinets/{id}/closing',
    access: managed,
    params,
    ok: { status: 200, body: Closing },
    problems: ['cabinet_not_found', 'closing_not_found', 'closing_ended'],
  }),
  reopenCabinet: operation({
    summary: 'Open a closed organization again',
    method: 'POST',
    path: '/cabinets/{id}/reopen',
    access: {
      kind: 'permission',
      permission: 'organizations.reopen',
      known_by: 'organizations.read',
      resource: { of: 'cabinet', param: 'id' },
    },
    params,
    ok: { status: 200, body: Cabinet },
    problems: ['cabinet_not_found', 'cabinet_not_closed', 'organization_exists', 'parent_closed'],
    idempotency: 'honoured',
  }),
} as const;
