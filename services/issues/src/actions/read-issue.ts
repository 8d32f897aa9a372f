import { isNowhere } from '@kabinet/contract/access';
import { sideOf } from '@kabinet/contract/principal';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { isRatable, nextStatuses } from '../domain/status.ts';
import { isFollowed } from '../queries/follower.ts';
import { listHistory } from '../queries/history.ts';
import { findIssue } from '../queries/issue.ts';
import { findRef, listMergedHere } from '../queries/merged.ts';
import { findRating } from '../queries/rating.ts';
import { issueExists, readerOf } from '../queries/visible.ts';

/** A request as its page shows it. The reads share the connection's pipeline. */
export async function readIssue(context: IssuesContext, id: string) {
  const reader = readerOf(context);
  const scope = context.scope('issues.read_own');
  const [found, history, merged_here, is_followed, mayWrite, rating = null] = await Promise.all([
    findIssue(context.db, id, scope, reader),
    listHistory(context.db, id, reader),
    listMergedHere(context.db, id, scope, reader),
    isFollowed(context.db, id, reader.user_id),
    maySay(context, id),
    findRating(context.db, id),
  ]);
  if (!found) throw problem('issue_not_found');
  const { revision: version, merged_at, merged_into_id, ...issue } = found;
  const into = merged_into_id === null ? null : ((await findRef(context.db, merged_into_id, scope, reader)) ?? null);
  const merged = merged_at === null ? null : { at: merged_at, into };
  const side = sideOf(context.origin.principal) === 'customer' ? 'customer' : 'support';
  const next_statuses = mayWrite && !merged ? [...nextStatuses(side, issue.status)] : [];
  const may_rate = mayWrite && reader.user_id !== null && issue.created_by.id === reader.user_id && isRatable(issue.status);
  return { body: { ...issue, history, is_followed, merged, merged_here, next_statuses, rating, may_rate }, version };
}

async function maySay(context: IssuesContext, id: string): Promise<boolean> {
  const scope = context.scope('issues.write');
  return !isNowhere(scope) && issueExists(context, id, scope);
}
