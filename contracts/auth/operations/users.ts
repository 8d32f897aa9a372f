import { operation } from '@kabinet/contract';
import { closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import { Reason, User, UserChanges, UserFilter, Viewing } from '../resources.ts';

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
  /** Half an hour, read only, told to the owners in their audit log. It ends with `DELETE /jwt`, or with the session it was begun in. */
  startViewing: operation({
    summary: 'Look at the portal with the eyes of a customer',
    method: 'POST',
    path: '/users/{id}/view',
    access: { kind: 'permission', permission: 'people.view_as', resource: { of: 'user', param: 'id' } },
    params: closed({ id: Uuid }),
    body: closed({ reason: Reason }),
    ok: { status: 200, body: Viewing },
    problems: ['user_not_found', 'not_viewable'],
    idempotency: 'none',
  }),
} as const;
