import { issueEvents } from '@kabinet/contracts/issues/events';
import type { Follower } from '@kabinet/contracts/issues/resources';
import type { Transaction } from '@kabinet/database';
import { organizationsOf } from '@kabinet/contract/principal';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { countFollowers, deleteFollower, findCandidates, insertFollower, placesOf } from '../queries/follower.ts';
import { findRow, lockIssue, updateIssue, type IssueRow } from '../queries/issue.ts';
import { disabledAmong } from '../queries/person.ts';
import { readerOf } from '../queries/visible.ts';
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

/** Throws `person_not_found` for who does not follow it as far as the caller may know. */
export async function removeFollower(context: IssuesContext, issueId: string, userId: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    await requireIssue(tx, issueId);
    if (!(await deleteFollower(tx, issueId, userId, readerOf(context)))) throw problem('person_not_found');
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
  const places = await placesOf(tx, { user_id: userId, organization_id, roles: followingRoles(context) }, context.scope('issues.write'));
  return places.length > 0 ? places : undefined;
}

/** The roles of customers by which one may follow. */
function followingRoles({ access }: Pick<IssuesContext, 'access'>): string[] {
  return Object.entries(access.customer).flatMap(([role, permissions]) => (permissions.includes('issues.read_own') ? [role] : []));
}

/** Whom the caller may have follow a request and who does not yet, by name. Throws `issue_not_found`. */
export async function listCandidates(context: IssuesContext, issueId: string): Promise<Follower[]> {
  const issue = await findRow(context.db, issueId);
  if (!issue) throw problem('issue_not_found');
  const ids = await findCandidates(context.db, issue, followingRoles(context), context.scope('issues.write'));
  const disabled = await disabledAmong(context.system, ids);
  const active = ids.filter((id) => !disabled.has(id));
  const people = await Promise.all(active.map(async (id) => ({ id, name: await nameOf(context, id) })));
  return people.toSorted((a, b) => a.name.localeCompare(b.name, 'ru'));
}

async function tell(context: IssuesContext, tx: Transaction, issueId: string): Promise<void> {
  await updateIssue(tx, issueId, {}, context.now().toISOString());
  await publishIssue(context, tx, issueEvents.followers_changed, issueId);
}
