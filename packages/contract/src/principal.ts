/** Who asks. Rights travel here, never in the access token; auth answers it, the gateway keeps it for at most 2 s. */

export interface OrganizationRef {
  readonly organization_id: string;
  /** The root of the organization's tree. */
  readonly root_id: string;
}

export interface Membership extends OrganizationRef {
  readonly role: string;
  /** Permission groups (the part before the dot) that the owner switched off for this person. */
  readonly disabled: readonly string[];
}

export interface UserPrincipal {
  readonly kind: 'user';
  readonly id: string;
  readonly session_id: string;
  readonly memberships: readonly Membership[];
  readonly staff_roles: readonly string[];
  /**
   * One of the staff who looks at the portal with this person's eyes: everything above is the person's. Such a principal reads what the
   * person may read, and nothing else: see `openToViewers`.
   */
  readonly viewed_by?: { readonly id: string };
}

export interface MachinePrincipal {
  readonly kind: 'machine';
  /** The token's id. */
  readonly id: string;
  readonly scopes: readonly string[];
  /** The organization that the token acts for; null for a token of the vendor. */
  readonly organization: OrganizationRef | null;
}

export interface ServicePrincipal {
  readonly kind: 'service';
  readonly id: string;
}

export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}

export type Principal = UserPrincipal | MachinePrincipal | ServicePrincipal | AnonymousPrincipal;

export const anonymous: AnonymousPrincipal = { kind: 'anonymous' };

/** The party that a principal acts for: `portal` is a service that acts by itself. */
export type Side = 'vendor' | 'customer' | 'portal' | 'anonymous';

export function sideOf(principal: Principal): Side {
  switch (principal.kind) {
    case 'user':
      return principal.staff_roles.length > 0 ? 'vendor' : 'customer';
    case 'machine':
      return principal.organization === null ? 'vendor' : 'customer';
    case 'service':
      return 'portal';
    case 'anonymous':
      return 'anonymous';
  }
}

/** The organizations that a customer's person or token belongs to; none for everybody else. */
export function organizationsOf(principal: Principal): string[] {
  if (sideOf(principal) !== 'customer') return [];
  const belongsTo = principal.kind === 'user' ? principal.memberships : principal.kind === 'machine' ? [principal.organization] : [];
  return [...new Set(belongsTo.flatMap((organization) => organization?.organization_id ?? []))];
}

/** Who a change is to be ascribed to, and whose view they acted in, if not their own. */
export function actingParty(principal: Principal): { readonly principal: Principal; readonly onBehalfOf?: Principal } {
  if (principal.kind !== 'user' || !principal.viewed_by) return { principal };
  const { id } = principal.viewed_by;
  const viewer = { kind: 'user', id, session_id: principal.session_id, memberships: [], staff_roles: [VIEWER] } as const;
  return { principal: viewer, onBehalfOf: principal };
}

/** Whether it is one of the staff who looks with a customer's eyes. */
export function isViewer(principal: Principal): boolean {
  return principal.kind === 'user' && principal.viewed_by !== undefined;
}

/** Stands for the staff roles of a viewer, which do not travel: that there are some makes the vendor's deed of it. */
const VIEWER = 'viewer';

/** A short name for keys, limits and the audit log: `user:018f…`. */
export function principalKey(principal: Principal): string {
  return principal.kind === 'anonymous' ? 'anonymous' : `${principal.kind}:${principal.id}`;
}
