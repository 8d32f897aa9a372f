import { problem } from '@kabinet/problem';
import type { IssueRow } from '../queries/issue.ts';

/** Refuses what would be said in a request whose conversation is over, or goes on elsewhere. Throws `issue_merged`, `issue_closed`. */
export function requireOpen({ status, merged_at }: Pick<IssueRow, 'status' | 'merged_at'>): void {
  if (merged_at !== null) throw problem('issue_merged');
  if (status === 'closed') throw problem('issue_closed');
}
