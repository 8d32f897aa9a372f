import { operation } from '@kabinet/contract';
import { closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import { User, UserChanges, UserFilter } from '../resources.ts';

export const userOperations = {
  listUsers: operation({
    summary: 'List all users, or the staff',
    method: 'GET',
    path: '/users',
    access: { kind: 'permission', permission: 'staff.manage' },
    query: listQuery(['email', 'created_at'], UserFilter),
    ok: { status: 200, body: page(User) },
    problems: [],
  }),
  changeUser: operation({
    summary: 'Change staff roles, disable or enable a user',
    method: 'PATCH',
    path: '/users/{id}',
    access: { kind: 'permission', permission: 'staff.manage', resource: { of: 'user', param: 'id' } },
    params: closed({ id: Uuid }),
    body: UserChanges,
    ok: { status: 200, body: User },
    problems: ['user_not_found', 'own_account'],
    if_match: 'optional',
  }),
} as const;
