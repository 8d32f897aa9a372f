import { describe, expect, test } from 'vitest';
import { everywhere, isNowhere, nowhere, permissionsOf, rootsOf, scopeOf, type AccessTable } from '../src/access.ts';
import { anonymous, type Membership, type Principal } from '../src/principal.ts';

const table: AccessTable = {
  customer: { owner: ['licenses.read', 'users.manage'], viewer: ['licenses.read'] },
  staff: { clerk: ['licenses.read'] },
  scopes: { 'purchases:write': ['purchases.create'], 'licenses:read': ['licenses.read'] },
};

function user(memberships: readonly Partial<Membership>[], staff_roles: readonly string[] = []): Principal {
  return { kind: 'user', id: 'u', session_id: 's', staff_roles, memberships: memberships.map(membershipOf) };
}

function membershipOf(parts: Partial<Membership>): Membership {
  return { organization_id: 'o', root_id: 'r', role: 'viewer', disabled: [], ...parts };
}

describe('a scope', () => {
  test('of a user is every membership whose role holds the permission', () => {
    const principal = user([
      { organization_id: 'a', role: 'owner' },
      { organization_id: 'b', role: 'viewer' },
      { organization_id: 'c', role: 'unknown' },
    ]);
    expect(scopeOf(table, principal, 'licenses.read')).toMatchObject({
      kind: 'subtrees',
      anchors: [{ organization_id: 'a' }, { organization_id: 'b' }],
    });
    expect(scopeOf(table, principal, 'users.manage')).toMatchObject({ anchors: [{ organization_id: 'a' }] });
    expect(isNowhere(scopeOf(table, principal, 'purchases.create'))).toBe(true);
  });

  test('leaves out the groups that the owner switched off, in that membership only', () => {
    const principal = user([
      { organization_id: 'a', disabled: ['licenses'] },
      { organization_id: 'b', disabled: ['users'] },
    ]);
    expect(scopeOf(table, principal, 'licenses.read')).toMatchObject({ anchors: [{ organization_id: 'b' }] });
    expect(scopeOf(table, user([{ disabled: ['license'] }]), 'licenses.read')).toMatchObject({ anchors: [{}] });
  });

  test('of staff is everything that their role holds, and nothing else', () => {
    expect(scopeOf(table, user([], ['clerk']), 'licenses.read')).toEqual(everywhere);
    expect(scopeOf(table, user([], ['clerk', 'unknown']), 'users.manage')).toEqual(nowhere);
  });

  test('of a machine is its token’s scopes, within the organization that it acts for', () => {
    const scopes = ['purchases:write'];
    const organization = { organization_id: 'a', root_id: 'r' };
    expect(scopeOf(table, { kind: 'machine', id: 'm', scopes, organization: null }, 'purchases.create')).toEqual(everywhere);
    expect(scopeOf(table, { kind: 'machine', id: 'm', scopes, organization }, 'purchases.create')).toEqual({
      kind: 'subtrees',
      anchors: [organization],
    });
    expect(scopeOf(table, { kind: 'machine', id: 'm', scopes, organization }, 'licenses.read')).toEqual(nowhere);
  });

  test('of nobody is nowhere, of a service everywhere', () => {
    expect(scopeOf(table, anonymous, 'licenses.read')).toEqual(nowhere);
    expect(scopeOf(table, { kind: 'service', id: 's' }, 'whatever.it.is')).toEqual(everywhere);
  });

  test('names like those of every object are roles and scopes that nobody has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(scopeOf(table, user([{ role: name }], [name]), 'licenses.read')).toEqual(nowhere);
      expect(scopeOf(table, { kind: 'machine', id: 'm', scopes: [name], organization: null }, 'licenses.read')).toEqual(nowhere);
    }
  });
});

test('the roots are the distinct trees; a scope over everything names none', () => {
  const anchors = [
    { organization_id: 'a', root_id: 'r' },
    { organization_id: 'b', root_id: 'r' },
    { organization_id: 'c', root_id: 's' },
  ];
  expect(rootsOf({ kind: 'subtrees', anchors })).toEqual(['r', 's']);
  expect(rootsOf(everywhere)).toEqual([]);
});

test('the permissions of a person are all that they hold anywhere, sorted', () => {
  expect(permissionsOf(table, user([{ role: 'owner' }, { role: 'viewer' }]))).toEqual(['licenses.read', 'users.manage']);
  expect(permissionsOf(table, anonymous)).toEqual([]);
});
