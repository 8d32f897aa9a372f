import type { EventOf } from '@kabinet/contract/events';
import type { issueEvents } from '@kabinet/contracts/issues/events';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import { among, either, membersOf, staffWith, type Recipients } from '../queries/recipients.ts';
import { actorOf, tell } from './tell.ts';

type IssueEvent = EventOf<typeof issueEvents.issue_news>;

/** Tells those who have to do with a support request: who follows it and may still see it, and whoever answers for it. */
export async function tellOfIssue(context: NotificationsContext, event: IssueEvent, tx: Transaction): Promise<void> {
  if (event.republished) return;
  const { id, number, status, organization_id, root_id, news } = event.data;
  await tell(context, tx, {
    kind: 'issue',
    cause: event.id,
    data: { what: `issue_${news}`, issue: { id, number, status } },
    recipients: recipientsOf(context, event),
    organization: { id: organization_id, root_id },
    by: actorOf(event),
  });
}

function recipientsOf({ access }: NotificationsContext, { data }: IssueEvent): Recipients {
  const support = staffWith(rolesWith(access.staff, 'issues.manage'));
  const assignee = among(data.assignee_id === null ? [] : [data.assignee_id], support);
  const customers = membersOf(data.organization_id, rolesWith(access.customer, kindRules.issue.permission ?? ''));
  switch (data.news) {
    case 'opened':
      return support;
    case 'late':
      return data.assignee_id === null ? support : assignee;
    case 'assigned':
      return assignee;
    case 'answered':
    case 'moved':
      return either(among(data.follower_ids, either(customers, support)), assignee);
  }
}
