/** What of a request decides whether it may be merged, or merged into. */
export interface Mergeable {
  readonly id: string;
  readonly organization_id: string;
  readonly author_id: string | null;
  readonly private: boolean;
  readonly merged_at: string | null;
}

export type MergeFault = 'same_issue' | 'different_cabinet' | 'merged_already' | 'others_private';

/** Why the support may not merge `from` into `into`: whoever asked must be able to read on. Undefined where it may. */
export function mergeFault(from: Mergeable, into: Mergeable): MergeFault | undefined {
  if (from.id === into.id) return 'same_issue';
  if (from.organization_id !== into.organization_id) return 'different_cabinet';
  if (into.merged_at !== null) return 'merged_already';
  const isOthers = into.author_id === null || into.author_id !== from.author_id;
  return into.private && isOthers ? 'others_private' : undefined;
}

/** Whether who follows `from` may follow `into` too: they know of its organization, and it is shown to all there. */
export function bringsFollowers(from: Mergeable, into: Mergeable): boolean {
  return from.organization_id === into.organization_id && !into.private;
}
