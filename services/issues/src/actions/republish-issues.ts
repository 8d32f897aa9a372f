import { issueEvents } from '@kabinet/contracts/issues/events';
import type { Transaction } from '@kabinet/database';
import type { IssuesContext } from '../context.ts';
import { findIssueStates, listIssueIdsAfter } from '../queries/issue.ts';
import { placeOf } from './publish-issue.ts';

const BATCH = 500;

/** Tells the state of the next requests once more; answers the last one's id, or undefined when all are told. */
export async function republishIssues(context: IssuesContext, tx: Transaction, after: string | undefined): Promise<string | undefined> {
  const ids = await listIssueIdsAfter(tx, after, BATCH);
  for (const { version, ...data } of await findIssueStates(tx, ids)) {
    await context.publish(tx, issueEvents.issue_changed, { subject: data.id, version, ...placeOf(data), data, republished: true });
  }
  return ids.length === BATCH ? ids.at(-1) : undefined;
}
