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

/** A short name for keys, limits and the audit log: `user:018f…`. */
export function principalKey(principal: Principal): string {
  return principal.kind === 'anonymous' ? 'anonymous' : `${principal.kind}:${principal.id}`;
}
