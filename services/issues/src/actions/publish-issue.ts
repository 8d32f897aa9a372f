import type { EventType } from '@kabinet/contract/events';
import { issueEvents, type IssueNews, type IssueState } from '@kabinet/contracts/issues/events';
import type { Transaction } from '@kabinet/database';
import type { IssuesContext } from '../context.ts';
import { findIssueStates, findPeople } from '../queries/issue.ts';

/** What the support does among itself. */
const INTERNAL: ReadonlySet<EventType> = new Set([issueEvents.issue_assigned, issueEvents.issue_escalated]);

type About = Readonly<Record<string, string | number | null>>;

/**
 * Tells what happened to a request, which has its new version already. Of what its organization's owners may not see, such as a
 * private request, the organization is not told: they read the audit log.
 */
export async function publishIssue(context: IssuesContext, tx: Transaction, type: EventType, id: string, about: About = {}): Promise<void> {
  const [state] = await findIssueStates(tx, [id]);
  if (!state) throw new Error(`request ${id} vanished within its own transaction`);
  const { version, ...data } = state;
  await context.publish(tx, type, { subject: id, version, ...placeOf(data, type), data: { ...data, ...about } });
}

/** Has people told of what happened: who follows the request, and whoever answers for it. */
export async function publishNews(context: IssuesContext, tx: Transaction, news: IssueNews, id: string): Promise<void> {
  const [state] = await findIssueStates(tx, [id]);
  if (!state) throw new Error(`request ${id} vanished within its own transaction`);
  const { version, number, status, organization_id, root_id } = state;
  const data = { id, number, status, organization_id, root_id, news, ...(await findPeople(tx, id)) };
  await context.publish(tx, issueEvents.issue_news, { subject: id, version, organization_id: null, root_id: null, data });
}

/** Where an event of a request is told. */
export function placeOf({ organization_id, root_id, private: isPrivate }: IssueState, type: EventType = issueEvents.issue_changed) {
  return isPrivate || INTERNAL.has(type) ? { organization_id: null, root_id: null } : { organization_id, root_id };
}
