import { operation } from '@kabinet/contract';
import { closed, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import { CreatedMachineToken, MachineToken, NewMachineToken } from '../resources.ts';

const token = { of: 'token', param: 'id' } as const;

export const tokenOperations = {
  listTokens: operation({
    summary: 'List the tokens of machines',
    method: 'GET',
    path: '/tokens',
    access: { kind: 'permission', permission: 'tokens.read' },
    query: listQuery(['created_at'], organizationFilter),
    ok: { status: 200, body: page(MachineToken) },
    problems: [],
  }),
  getToken: operation({
    summary: 'Read a token of a machine, without its secret',
    method: 'GET',
    path: '/tokens/{id}',
    access: { kind: 'permission', permission: 'tokens.read', resource: token },
    params: closed({ id: Uuid }),
    ok: { status: 200, body: MachineToken },
    problems: ['token_not_found'],
  }),
  createToken: operation({
    summary: 'Create a token for a machine; its secret is shown once',
    method: 'POST',
    path: '/tokens',
    access: { kind: 'permission', permission: 'tokens.manage' },
    body: NewMachineToken,
    ok: { status: 201, body: CreatedMachineToken },
    problems: ['cabinet_closed'],
    idempotency: 'none',
  }),
  deleteToken: operation({
    summary: 'Revoke a token',
    method: 'DELETE',
    path: '/tokens/{id}',
    access: { kind: 'permission', permission: 'tokens.manage', known_by: 'tokens.read', resource: token },
    params: closed({ id: Uuid }),
    ok: { status: 204 },
    problems: ['token_not_found'],
  }),
} as const;
