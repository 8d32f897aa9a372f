import type { ArtifactKind, ReleaseKind } from '@kabinet/contracts/artifacts/manifest';
import type { Holding, Refusal } from '@kabinet/contracts/artifacts/downloads';
import { coversVersion } from '@kabinet/version-range';

/*
 * What may be downloaded: the one decision, for lists, downloads and bundles alike. Dates are calendar dates in the vendor's
 * time zone, the last day included.
 */

/** A file as far as the decision goes. */
export interface Candidate {
  readonly kind: ArtifactKind;
  readonly version: string;
  readonly release: {
    readonly kind: ReleaseKind;
    readonly status: 'scheduled' | 'published' | 'recalled';
    /** The day on which it was released. */
    readonly released_on: string;
  };
  readonly product: {
    readonly update_policy: 'always' | 'released_within_support' | 'while_supported';
    readonly security_policy: 'always' | 'with_updates';
  };
}

export type Entitlement =
  /** By this holding; null for those who need none, the vendor's people. */
  | { readonly offered: true; readonly holding: Holding | null }
  /** The holding is the one that came nearest, where there is one: it is what the next step is about. */
  | { readonly offered: false; readonly reason: Refusal; readonly holding: Holding | undefined };

/** What only a right to read is needed for: nothing that runs. */
const READING: readonly ArtifactKind[] = ['documentation', 'sbom', 'signature'];

/** Who acts for the vendor is not bound by licences, but gets nothing that has not come out or was called back. */
export function offeredToVendor({ kind, release }: Candidate, mayDownload: boolean): Entitlement {
  const reason = unavailable(release.status) ?? (mayDownload || READING.includes(kind) ? undefined : 'not_for_your_role');
  return reason ? refused(reason) : { offered: true, holding: null };
}

/**
 * Decides on what a customer holds of the product. Of several holdings one that allows it is enough; where none does, the reason is
 * that of the one that came farthest.
 */
export function entitlement(candidate: Candidate, holdings: readonly Holding[], today: string): Entitlement {
  const reason = unavailable(candidate.release.status);
  if (reason) return refused(reason);
  let nearest = refused('no_license');
  for (const holding of holdings) {
    const hindrance = hindranceOf(candidate, holding, today);
    if (hindrance === undefined) return { offered: true, holding };
    if (ORDER.indexOf(hindrance) > ORDER.indexOf(nearest.reason)) nearest = refused(hindrance, holding);
  }
  return nearest;
}

/** How far a holding came. */
const ORDER: readonly Refusal[] = ['no_license', 'license_expired', 'version_not_covered', 'not_for_your_role', 'support_expired'];

function refused(reason: Refusal, holding?: Holding): Entitlement & { readonly offered: false } {
  return { offered: false, reason, holding };
}

function unavailable(status: Candidate['release']['status']): Refusal | undefined {
  switch (status) {
    case 'scheduled':
      return 'not_published';
    case 'recalled':
      return 'recalled';
    case 'published':
      return undefined;
  }
}

function hindranceOf(candidate: Candidate, holding: Holding, today: string): Refusal | undefined {
  if (holding.status === 'expired') return 'license_expired';
  if (holding.status !== 'active') return 'no_license';
  if (!coversVersion(holding.versions, candidate.version)) return 'version_not_covered';
  if (!holding.download && !READING.includes(candidate.kind)) return 'not_for_your_role';
  return isWithinPolicy(candidate, holding, today) ? undefined : 'support_expired';
}

/** Updates ask for support as the product's policy says; a major release is what was bought. */
function isWithinPolicy({ kind, release, product }: Candidate, { support }: Holding, today: string): boolean {
  const isUpdate = release.kind !== 'major' || kind === 'update';
  if (!isUpdate) return true;
  if (release.kind === 'security' && product.security_policy === 'always') return true;
  switch (product.update_policy) {
    case 'always':
      return true;
    case 'released_within_support':
      return isSupported(support, release.released_on);
    case 'while_supported':
      return isSupported(support, today);
  }
}

function isSupported(support: Holding['support'], day: string): boolean {
  return support.some(({ from, until }) => from <= day && day <= until);
}
