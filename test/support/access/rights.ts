import type { Access, AccessTable } from '@kabinet/contract/access';
import type { Principal } from '@kabinet/contract/principal';
import { accessTable } from '@kabinet/contracts/access';
import type { Target } from './answers.ts';
import type { World } from './world.ts';

/*
 * What the access table says, in the words of the test and without the code under test: a role in an organization holds
 * its permissions there and below; a staff role and a token of the vendor hold them everywhere.
 */

const table: AccessTable = accessTable;

/** What a caller is to be told: that they are nobody, that there is no such thing, that they may not, or anything else. */
export type Outcome = 'unauthorized' | 'not_found' | 'thing_not_found' | 'forbidden' | 'allowed';

/** The ids of the organizations where `principal` holds `permission`. */
export function whereHeld(world: World, principal: Principal, permission: string): 'everywhere' | ReadonlySet<string> {
  switch (principal.kind) {
    case 'anonymous':
      return new Set();
    case 'service':
      return 'everywhere';
    case 'machine': {
      if (!principal.scopes.some((scope) => grants(table.scopes, scope, permission))) return new Set();
      return principal.organization ? world.below(principal.organization.organization_id) : 'everywhere';
    }
    case 'user': {
      if (principal.staff_roles.some((role) => grants(table.staff, role, permission))) return 'everywhere';
      const [group = ''] = permission.split('.');
      const held = principal.memberships.filter(
        ({ role, disabled }) => grants(table.customer, role, permission) && !disabled.includes(group),
      );
      return new Set(held.flatMap(({ organization_id }) => [...world.below(organization_id)]));
    }
    default:
      return principal satisfies never;
  }
}

function grants(roles: Readonly<Record<string, readonly string[]>>, role: string, permission: string): boolean {
  return roles[role]?.includes(permission) ?? false;
}

/** The outcome for a thing of `organization`; null for what belongs to none, such as a product. */
export function outcomeFor(world: World, { operation: { access } }: Target, principal: Principal, organization: string | null): Outcome {
  switch (access.kind) {
    case 'public':
      return 'allowed';
    case 'services':
      return principal.kind === 'service' ? 'allowed' : 'not_found';
    case 'signed_in':
      if (principal.kind === 'anonymous') return 'unauthorized';
      return principal.kind === 'user' ? 'allowed' : 'forbidden';
    case 'permission': {
      if (principal.kind === 'anonymous') return 'unauthorized';
      // A right to what is the vendor's own, held within some organizations only, is none.
      if (access.vendor_wide && whereHeld(world, principal, access.permission) !== 'everywhere') return 'forbidden';
      const known =
        reaches(whereHeld(world, principal, access.known_by ?? access.permission), organization) &&
        knowsOthers(world, access, principal, organization);
      if (access.resource && !known) return 'thing_not_found';
      return reaches(whereHeld(world, principal, access.permission), askedOf(world, access, organization)) ? 'allowed' : 'forbidden';
    }
    default:
      return access satisfies never;
  }
}

/** Everything in the world was made by others than the callers: where things are people's own, that takes a right of its own. */
function knowsOthers(
  world: World,
  { others_by }: Access & { readonly kind: 'permission' },
  principal: Principal,
  organization: string | null,
): boolean {
  if (others_by === undefined || world.ignoresAuthors) return true;
  return reaches(whereHeld(world, principal, others_by), organization);
}

/** Where the permission itself must be held: what is asked of a whole tree, at its root. */
function askedOf(world: World, { resource }: Access & { readonly kind: 'permission' }, organization: string | null): string | null {
  if (resource?.held_on !== 'tree') return organization;
  return Object.values(world.organizations).find(({ id }) => id === organization)?.root_id ?? organization;
}

function reaches(held: 'everywhere' | ReadonlySet<string>, organization: string | null): boolean {
  if (held === 'everywhere') return true;
  return organization === null ? held.size > 0 : held.has(organization);
}
