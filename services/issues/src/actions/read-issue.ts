import { isNowhere } from '@kabinet/contract/access';
import { sideOf } from '@kabinet/contract/principal';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { nextStatuses } from '../domain/status.ts';
import { isFollowed } from '../queries/follower.ts';
import { listHistory } from '../queries/history.ts';
import { findIssue } from '../queries/issue.ts';
import { issueExists, readerOf } from '../queries/visible.ts';

/** A request as its page shows it. The reads share the connection's pipeline. */
export async function readIssue(context: IssuesContext, id: string) {
  const reader = readerOf(context);
  const [found, history, is_followed, mayWrite] = await Promise.all([
    findIssue(context.db, id, context.scope('issues.read_own'), reader),
    listHistory(context.db, id, reader),
    isFollowed(context.db, id, reader.user_id),
    maySay(context, id),
  ]);
  if (!found) throw problem('issue_not_found');
  const { revision: version, ...issue } = found;
  const side = sideOf(context.origin.principal) === 'customer' ? 'customer' : 'support';
  const next_statuses = mayWrite ? [...nextStatuses(side, issue.status)] : [];
  return { body: { ...issue, history, is_followed, next_statuses }, version };
}

async function maySay(context: IssuesContext, id: string): Promise<boolean> {
  const scope = context.scope('issues.write');
  return !isNowhere(scope) && issueExists(context, id, scope);
}
