import type { OrganizationRef, Principal } from './principal.ts';

/** The one table of rights: which role or token scope grants which permissions. The data stands in `contracts/access.ts`. */
export interface AccessTable {
  readonly customer: Readonly<Record<string, readonly string[]>>;
  readonly staff: Readonly<Record<string, readonly string[]>>;
  readonly scopes: Readonly<Record<string, readonly string[]>>;
}

/**
 * What an operation asks of its caller.
 * - `public`: anyone. `signed_in`: any user. `services`: other services only, never through the gateway.
 * - `permission`: the caller needs it somewhere; lists narrow themselves to `scope`.
 * - with `resource`: the caller needs it on that resource. Who does not even hold `known_by` (default: the permission
 *   itself) on it is told 404, who does is told 403.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'services' }
  | {
      readonly kind: 'permission';
      readonly permission: string;
      readonly known_by?: string;
      /**
       * Where things are people's own: beside theirs the caller knows those that others made only where they hold this too. The service
       * tells them apart by itself.
       */
      readonly others_by?: string;
      /**
       * The kind of resource and the path parameter that names it. Where knowing of it and acting on it are not asked of the
       * same organization, `held_on` is the kind as which it is looked for with the permission itself.
       */
      readonly resource?: { readonly of: string; readonly param: string; readonly held_on?: string };
      /** What belongs to the vendor is not for a token that is bound to one organization: the permission must hold everywhere. */
      readonly vendor_wide?: true;
    };

/** Where a permission reaches: everywhere, or the subtrees below the anchors. */
export type Scope = { readonly kind: 'everywhere' } | { readonly kind: 'subtrees'; readonly anchors: readonly OrganizationRef[] };

export const nowhere: Scope = { kind: 'subtrees', anchors: [] };
export const everywhere: Scope = { kind: 'everywhere' };

/** Where `principal` holds `permission` by the table. */
export function scopeOf(table: AccessTable, principal: Principal, permission: string): Scope {
  switch (principal.kind) {
    case 'anonymous':
      return nowhere;
    case 'service':
      return everywhere;
    case 'machine': {
      if (!principal.scopes.some((scope) => grants(table.scopes, scope, permission))) return nowhere;
      return principal.organization ? { kind: 'subtrees', anchors: [principal.organization] } : everywhere;
    }
    case 'user': {
      if (principal.staff_roles.some((role) => grants(table.staff, role, permission))) return everywhere;
      const group = permission.slice(0, permission.indexOf('.'));
      const anchors = principal.memberships.filter(
        (membership) => grants(table.customer, membership.role, permission) && !membership.disabled.includes(group),
      );
      return anchors.length === 0 ? nowhere : { kind: 'subtrees', anchors };
    }
  }
}

function grants(roles: Readonly<Record<string, readonly string[]>>, role: string, permission: string): boolean {
  return Object.hasOwn(roles, role) && (roles[role]?.includes(permission) ?? false);
}

export function isNowhere(scope: Scope): boolean {
  return scope.kind === 'subtrees' && scope.anchors.length === 0;
}

/** The distinct trees that a scope touches: what the second wall lets through. */
export function rootsOf(scope: Scope): string[] {
  return scope.kind === 'everywhere' ? [] : [...new Set(scope.anchors.map((anchor) => anchor.root_id))];
}

/** Every permission that the principal holds anywhere, sorted. */
export function permissionsOf(table: AccessTable, principal: Principal): string[] {
  const known = new Set([...Object.values(table.customer), ...Object.values(table.staff)].flat());
  return [...known].filter((permission) => !isNowhere(scopeOf(table, principal, permission))).toSorted();
}
