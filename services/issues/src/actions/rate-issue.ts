import { issueEvents } from '@kabinet/contracts/issues/events';
import type { NewRating, Satisfaction } from '@kabinet/contracts/issues/resources';
import { problem } from '@kabinet/problem';
import type { Input } from '@kabinet/contract';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { IssuesContext } from '../context.ts';
import { isRatable } from '../domain/status.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { countScores, saveRating } from '../queries/rating.ts';
import { publishIssue } from './publish-issue.ts';
import { requireOwn } from './revise-comment.ts';

/** Keeps what its author thinks of how a request was dealt with. Throws `issue_not_found`, `not_the_author`, `not_resolved`. */
export async function rateIssue(context: IssuesContext, id: string, { score, remark = null }: NewRating): Promise<void> {
  await context.db.transaction(async (tx) => {
    const issue = await lockIssue(tx, id);
    if (!issue) throw problem('issue_not_found');
    requireOwn(context, issue.author_id);
    if (!isRatable(issue.status)) throw problem('not_resolved');
    const { organization_id, root_id } = issue;
    const at = context.now().toISOString();
    await saveRating(tx, { issue_id: id, organization_id, root_id, score, remark, rated_at: at });
    await updateIssue(tx, id, {}, at);
    await publishIssue(context, tx, issueEvents.issue_rated, id, { score });
  });
}

/** How content customers were, in figures. */
export async function readSatisfaction(
  context: IssuesContext,
  days: Input<(typeof issuesContract)['operations']['getSatisfaction']>['query'],
): Promise<Satisfaction> {
  const scores = await countScores(context, days);
  const rated = scores.reduce((sum, { count }) => sum + count, 0);
  const points = scores.reduce((sum, { score, count }) => sum + score * count, 0);
  return { scores, rated, average: rated === 0 ? null : Math.round((points / rated) * 100) / 100 };
}
