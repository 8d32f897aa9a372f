import type { ReleaseStatus } from '@kabinet/contracts/products/resources';

/** What to do when artifacts tells of an upload. From its publication a release stays as it is, whatever comes. */
export function decideFinding(
  before: { readonly status: ReleaseStatus; readonly seen_version: number } | undefined,
  version: number,
): 'add' | 'replace' | 'ignore' {
  if (!before) return 'add';
  const isOpen = before.status === 'held' || before.status === 'scheduled';
  return isOpen && version > before.seen_version ? 'replace' : 'ignore';
}

/** Whether the date has come; both are instants in RFC 3339. */
export function isDue(releasedAt: string, now: Date): boolean {
  return Date.parse(releasedAt) <= now.getTime();
}
