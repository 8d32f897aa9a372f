import { operation } from '@kabinet/contract';
import { closed, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import { CreatedMachineToken, MachineToken, NewMachineToken } from '../resources.ts';

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
  createToken: operation({
    summary: 'Create a token for a machine; its secret is shown once',
    method: 'POST',
    path: '/tokens',
    access: { kind: 'permission', permission: 'tokens.manage' },
    body: NewMachineToken,
    ok: { status: 201, body: CreatedMachineToken },
    problems: [],
    idempotency: 'none',
  }),
  deleteToken: operation({
    summary: 'Revoke a token',
    method: 'DELETE',
    path: '/tokens/{id}',
    access: { kind: 'permission', permission: 'tokens.manage', known_by: 'tokens.read', resource: { of: 'token', param: 'id' } },
    params: closed({ id: Uuid }),
    ok: { status: 204 },
    problems: ['token_not_found'],
  }),
} as const;
