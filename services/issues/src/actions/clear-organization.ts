import { issueEvents } from '@kabinet/contracts/issues/events';
import type { ClosingAnswer } from '@kabinet/contracts/organizations/closing-resources';
import type { Transaction } from '@kabinet/database';
import { closingPart, isClosing, type Clearing } from '@kabinet/service';
import type { IssuesContext } from '../context.ts';
import { insertHistory } from '../queries/history.ts';
import { countOpenIssues, lockOpenIssues, updateIssue } from '../queries/issue.ts';
import { historyRow } from './change-issue.ts';
import { publishIssue, publishNews } from './publish-issue.ts';
import { queueDelivery } from './queue-delivery.ts';

/** In one transaction. */
const BATCH = 50;

type Outcome = Pick<ClosingAnswer, 'fault' | 'left'>;

/**
 * This service's part of a closing. Requests stay where they were asked, with who may see them; so the open ones are closed where other
 * things go up, and stand in the way where those do.
 */
export const closing = closingPart<IssuesContext, Outcome>({
  part: 'issues',
  clear: async (context, clearing) => {
    const isMore = clearing.move_up && (await closeSome(context, clearing.organization_id));
    return isMore ? clearing : undefined;
  },
  outcome: countLeft,
  failure: { fault: 'failed', left: [] },
  tell: (context, tx, answer) => {
    const { organization_cleared, organization_not_cleared } = issueEvents;
    return context.publish(tx, answer.data.fault === null ? organization_cleared : organization_not_cleared, answer);
  },
});

/** Answers whether there may be more. It stops when the closing was given up meanwhile. */
async function closeSome(context: IssuesContext, organizationId: string): Promise<boolean> {
  return context.system.transaction(async (tx) => {
    if (!(await isClosing(tx, organizationId))) return false;
    const open = await lockOpenIssues(tx, organizationId, BATCH);
    const at = context.now().toISOString();
    const portal = { id: null, name: context.installation.vendor.ru, side: 'support' as const, organizations: [] };
    for (const issue of open) {
      await updateIssue(tx, issue.id, { status: 'closed' }, at);
      await insertHistory(tx, [historyRow(context, issue, portal, at, { what: 'status_changed', from: issue.status, to: 'closed' })]);
      await queueDelivery(context, tx, issue.id, 'fields');
      await publishIssue(context, tx, issueEvents.status_changed, issue.id);
      await publishNews(context, tx, 'moved', issue.id);
    }
    return open.length > 0;
  });
}

async function countLeft(_context: IssuesContext, tx: Transaction, clearing: Clearing): Promise<Outcome> {
  const count = await countOpenIssues(tx, clearing.organization_id);
  const left = count === 0 ? [] : [{ what: 'issues' as const, count }];
  return { fault: count === 0 || (clearing.is_preview && clearing.move_up) ? null : 'owned', left };
}
