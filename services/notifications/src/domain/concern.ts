import { overlap, parseRange, type Interval } from '@kabinet/version-range';

const EVERY_VERSION: Interval = { from: null, to: null };

/**
 * Whether a licence for `versions` (`1.x`, an exact one; null: all) reaches a version that an advisory names as affected. What
 * cannot be read may be affected: unknown is never taken for clean.
 */
export function mayBeAffected(versions: string | null, affected: readonly string[]): boolean {
  const held = versions === null ? [EVERY_VERSION] : parseRange(versions);
  return affected.some((text) => {
    const named = parseRange(text);
    if (!held || !named) return true;
    return named.some((interval) => held.some((other) => overlap(interval, other)));
  });
}

interface Policies {
  readonly update_policy: 'always' | 'released_within_support' | 'while_supported';
  readonly security_policy: 'always' | 'with_updates';
}

/** Whether a release of this kind is for those alone who have support on the day on which it comes out. */
export function asksForSupport(kind: 'major' | 'update' | 'hotfix' | 'security', { update_policy, security_policy }: Policies): boolean {
  if (kind === 'major' || (kind === 'security' && security_policy === 'always')) return false;
  return update_policy !== 'always';
}
