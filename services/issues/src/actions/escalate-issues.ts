import { issueEvents } from '@kabinet/contracts/issues/events';
import type { IssuesContext } from '../context.ts';
import { listDueIssues, lockIssue, updateIssue } from '../queries/issue.ts';
import { publishIssue, publishNews } from './publish-issue.ts';

/** So long before the first answer is due the support is warned. */
const AHEAD_MS = 3_600_000;
const BATCH = 200;

/** Warns, once each, of requests whose first answer is due soon and that nobody has answered. */
export async function escalateIssues(context: IssuesContext): Promise<void> {
  const now = context.now();
  const until = new Date(now.getTime() + AHEAD_MS).toISOString();
  for (;;) {
    const later = context.renew();
    const ids = await listDueIssues(later.system, until, BATCH);
    for (const id of ids) await escalate(later, id, now.toISOString());
    if (ids.length < BATCH) return;
  }
}

async function escalate(context: IssuesContext, id: string, at: string): Promise<void> {
  await context.system.transaction(async (tx) => {
    const issue = await lockIssue(tx, id);
    if (issue?.responded_at !== null || issue.escalated_at !== null) return;
    // Nothing that its customer would see moves.
    await updateIssue(tx, id, { escalated_at: at }, issue.updated_at);
    await publishIssue(context, tx, issueEvents.issue_escalated, id);
    await publishNews(context, tx, 'late', id);
  });
}
