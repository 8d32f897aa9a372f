import { anonymous, type MachinePrincipal, type Principal, type UserPrincipal } from '@kabinet/contract/principal';
import { randomUUIDv7 } from 'node:crypto';
import { customerRoles, permissionGroups, staffRoles, tokenScopes } from './roles.ts';
import type { Organization } from './kinds.ts';
import type { World } from './world.ts';

export interface Caller {
  readonly name: string;
  readonly principal: Principal;
  /** With rights of several kinds, or in several trees. */
  readonly mixed?: true;
  /** The group of permissions that is switched off. */
  readonly without?: string;
}

/**
 * Everybody who can ask: nobody at all, a person without rights, every customer role in every organization, every staff
 * role, an owner with each group of permissions switched off, people with several rights, and every token scope.
 */
export function callersOf(world: World): Caller[] {
  const { organizations } = world;
  return [
    { name: 'anonymous', principal: anonymous },
    { name: 'nobody', principal: personOf(world, 'nobody') },
    ...Object.keys(organizations).flatMap((key) => customerRoles.map((role) => person(world, `${role}@${key}`))),
    ...staffRoles.map((role) => person(world, role)),
    ...permissionGroups.map((group) => withoutGroup(world, group)),
    ...severalRights(world),
    ...tokenScopes.flatMap((scope) => [
      machine(scope, null),
      machine(scope, organizations.daughter),
      machine(scope, organizations.stranger),
    ]),
  ];
}

/** Of everybody some who differ in what they are: one for every relation, one with few rights, staff who may much and who may read. */
const EXEMPLARY = [
  'anonymous',
  'nobody',
  'owner@holding',
  'owner@daughter',
  'owner@granddaughter',
  'viewer@granddaughter',
  'owner@sister',
  'owner@stranger',
  'administrator',
  'auditor',
  'token licenses:read',
  'token licenses:read of daughter',
  'token licenses:read of stranger',
];

export function oneOfEachKind(world: World): Caller[] {
  return callersOf(world).filter(({ name, mixed }) => mixed === true || EXEMPLARY.includes(name));
}

export function personOf(world: World, name: string): UserPrincipal {
  const principal = world.people.get(name);
  if (!principal) throw new Error(`nobody in the world is ${name}`);
  return principal;
}

function person(world: World, name: string): Caller {
  return { name, principal: personOf(world, name) };
}

function withoutGroup(world: World, group: string): Caller {
  const owner = personOf(world, 'owner@daughter');
  const memberships = owner.memberships.map((membership) => ({ ...membership, disabled: [group] }));
  return { name: `owner@daughter without ${group}`, principal: { ...owner, memberships }, without: group };
}

/** The rights of one membership must not leak into another, nor those of staff into their own organization's. */
function severalRights(world: World): Caller[] {
  const mixed = true;
  const memberships = (...names: string[]) => names.flatMap((name) => personOf(world, name).memberships);
  const several = personOf(world, 'viewer@granddaughter');
  const staff = personOf(world, 'support_engineer');
  return [
    {
      name: 'viewer@granddaughter, owner@stranger',
      principal: { ...several, memberships: memberships('viewer@granddaughter', 'owner@stranger') },
      mixed,
    },
    {
      name: 'viewer@holding, owner@sister',
      // Whose people see each other: somebody whom no other organization calls its own.
      principal: { ...personOf(world, 'several'), memberships: memberships('viewer@holding', 'owner@sister') },
      mixed,
    },
    { name: 'support_engineer, owner@granddaughter', principal: { ...staff, memberships: memberships('owner@granddaughter') }, mixed },
  ];
}

function machine(scope: string, organization: Organization | null): Caller {
  const principal: MachinePrincipal = {
    kind: 'machine',
    id: randomUUIDv7(),
    scopes: [scope],
    organization: organization && { organization_id: organization.id, root_id: organization.root_id },
  };
  return { name: `token ${scope}${organization ? ` of ${organization.key}` : ''}`, principal };
}
