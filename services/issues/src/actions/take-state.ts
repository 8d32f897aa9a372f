import { issueEvents } from '@kabinet/contracts/issues/events';
import type { Transaction } from '@kabinet/database';
import type { IssuesContext } from '../context.ts';
import { settle } from '../domain/settle.ts';
import type { Connector, SeenState, TicketState } from '../helpdesk/connector.ts';
import { countOpenDeliveries, findTicket, findTicketOf, updateTicket, type TicketRow } from '../queries/delivery.ts';
import { insertHistory } from '../queries/history.ts';
import { updateIssue, type IssueRow } from '../queries/issue.ts';
import { lockPair } from '../queries/merged.ts';
import { helpdeskOf } from './author.ts';
import { historyRow, type Step } from './change-issue.ts';
import { deliver, withLease } from './deliver.ts';
import { publishIssue, publishNews } from './publish-issue.ts';
import { queueDelivery } from './queue-delivery.ts';
import { takeMerge, takeSeparation } from './take-merge.ts';

/**
 * Takes over where the helpdesk's people took a request. Answers false when it cannot be told now: something of here is on its way there.
 * Nothing is brought there meanwhile, so that what is read is not older than what was agreed.
 */
export async function takeState(context: IssuesContext, helpdesk: Connector, ticket: TicketRow, seen: SeenState): Promise<boolean> {
  const { agreed_status, agreed_severity, issue_id, remote_id } = ticket;
  const isOld = seen.status === agreed_status && seen.severity === agreed_severity && seen.merged_into === ticket.merged_into;
  if (isOld) return true;
  let isTaken = false;
  await withLease(context.renew(), issue_id, async () => {
    const state = await helpdesk.readState(remote_id ?? '');
    const later = context.renew();
    isTaken = await later.system.transaction((tx) => take(later, tx, helpdesk, issue_id, state));
  });
  await deliver(context.renew(), issue_id);
  return isTaken;
}

async function take(context: IssuesContext, tx: Transaction, helpdesk: Connector, issueId: string, theirs: SeenState): Promise<boolean> {
  const intoId = theirs.merged_into === null ? undefined : (await findTicketOf(tx, theirs.merged_into))?.issue_id;
  const { from, into } = await lockPair(tx, issueId, intoId);
  const ticket = await findTicket(tx, issueId);
  if (!from || !ticket) return true;
  if ((await countOpenDeliveries(tx, issueId)) > 0) return false;
  if (theirs.merged_into !== null) return takeMerge(context, tx, { from, into, ticket, mergedInto: theirs.merged_into });
  const issue = ticket.merged_into === null ? from : await takeSeparation(context, tx, from);
  await takeFields(context, tx, helpdesk, { issue, ticket, theirs });
  return true;
}

interface Compared {
  readonly issue: IssueRow;
  readonly ticket: TicketRow;
  readonly theirs: TicketState;
}

async function takeFields(
  context: IssuesContext,
  tx: Transaction,
  helpdesk: Connector,
  { issue, ticket, theirs }: Compared,
): Promise<void> {
  const status = settle(ticket.agreed_status, issue.status, theirs.status, (one, other) => helpdesk.isAlike('status', one, other));
  const severity = settle(ticket.agreed_severity, issue.severity, theirs.severity, (one, other) =>
    helpdesk.isAlike('severity', one, other),
  );
  const changes = changesOf(theirs, status === 'theirs', severity === 'theirs');
  const isOurs = { status: status === 'ours' || status === 'both', severity: severity === 'ours' || severity === 'both' };
  await updateTicket(tx, issue.id, {
    agreed_status: isOurs.status ? ticket.agreed_status : theirs.status,
    agreed_severity: isOurs.severity ? ticket.agreed_severity : theirs.severity,
  });
  // What was changed here and is not on its way, as after an update of the portal, goes there now.
  if (isOurs.status || isOurs.severity) await queueDelivery(context, tx, issue.id, 'fields');
  const steps: Step[] = [
    ...(changes.status ? [{ what: 'status_changed' as const, from: issue.status, to: changes.status }] : []),
    ...(changes.severity ? [{ what: 'severity_changed' as const, from: issue.severity, to: changes.severity }] : []),
  ];
  if (steps.length === 0) return;
  const at = context.now().toISOString();
  await updateIssue(tx, issue.id, changes, at);
  const author = helpdeskOf(context);
  await insertHistory(
    tx,
    steps.map((step) => historyRow(context, issue, author, at, step)),
  );
  await publishIssue(context, tx, changes.status ? issueEvents.status_changed : issueEvents.issue_changed, issue.id);
  if (changes.status) await publishNews(context, tx, 'moved', issue.id);
}

function changesOf({ status, severity }: TicketState, takesStatus: boolean, takesSeverity: boolean): Partial<TicketState> {
  return { ...(takesStatus ? { status } : {}), ...(takesSeverity ? { severity } : {}) };
}
