import { issueEvents } from '@kabinet/contracts/issues/events';
import type { Transaction } from '@kabinet/database';
import { organizationsOf } from '@kabinet/contract/principal';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { countFollowers, deleteFollower, insertFollower, placesOf } from '../queries/follower.ts';
import { lockIssue, updateIssue, type IssueRow } from '../queries/issue.ts';
import { nameOf } from './author.ts';
import { publishIssue } from './publish-issue.ts';

/** Of one request. */
export const MOST_FOLLOWERS = 50;

/** Has somebody follow a request: the caller, or one of the people whom they may know of. Throws `person_not_found`, `too_many_followers`. */
export async function addFollower(context: IssuesContext, issueId: string, userId: string): Promise<void> {
  const name = await nameOf(context, userId);
  await context.db.transaction(async (tx) => {
    const issue = await requireIssue(tx, issueId);
    const organizations = await belongsWhere(context, tx, issue, userId);
    if (!organizations) throw problem('person_not_found');
    if ((await countFollowers(tx, issueId)) >= MOST_FOLLOWERS) throw problem('too_many_followers', { params: { limit: MOST_FOLLOWERS } });
    const { organization_id, root_id } = issue;
    const row = { issue_id: issueId, user_id: userId, name, organizations, organization_id, root_id };
    if (await insertFollower(tx, row)) await tell(context, tx, issueId);
  });
}

/** Throws `person_not_found` for who does not follow it. */
export async function removeFollower(context: IssuesContext, issueId: string, userId: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    await requireIssue(tx, issueId);
    if (!(await deleteFollower(tx, issueId, userId))) throw problem('person_not_found');
    await tell(context, tx, issueId);
  });
}

async function requireIssue(tx: Transaction, id: string): Promise<IssueRow> {
  const issue = await lockIssue(tx, id);
  if (!issue) throw problem('issue_not_found');
  return issue;
}

/** Where who is to follow belongs, as far as the caller may know of it; undefined for who may not follow. The caller may. */
async function belongsWhere(
  context: IssuesContext,
  tx: Transaction,
  { organization_id }: IssueRow,
  userId: string,
): Promise<string[] | undefined> {
  const { principal } = context.origin;
  if (principal.kind === 'user' && principal.id === userId) return organizationsOf(principal);
  const holding = Object.entries(context.access.customer).filter(([, permissions]) => permissions.includes('issues.read_own'));
  const candidate = { user_id: userId, organization_id, roles: holding.map(([role]) => role) };
  const places = await placesOf(tx, candidate, context.scope('issues.write'));
  return places.length > 0 ? places : undefined;
}

async function tell(context: IssuesContext, tx: Transaction, issueId: string): Promise<void> {
  await updateIssue(tx, issueId, {}, context.now().toISOString());
  await publishIssue(context, tx, issueEvents.followers_changed, issueId);
}
