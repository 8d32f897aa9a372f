import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { changesBetween } from './changes.ts';

/** An entry, and the state before it that the reader may know of; null where there is none. */
export type FoundEntry = Omit<AuditEntry, 'changes'> & { readonly before: unknown };

/** The entry as readers see it: what was before is told as what changed. */
export function withChanges({ before, ...entry }: FoundEntry): AuditEntry {
  return { ...entry, changes: before === null ? null : changesBetween(before, entry.data) };
}
