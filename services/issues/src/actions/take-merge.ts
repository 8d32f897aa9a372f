import type { Transaction } from '@kabinet/database';
import type { IssuesContext } from '../context.ts';
import { updateTicket, type TicketRow } from '../queries/delivery.ts';
import type { IssueRow } from '../queries/issue.ts';
import { leadsTo } from '../queries/merged.ts';
import { helpdeskOf } from './author.ts';
import { noteMerged, noteSeparated } from './note-merged.ts';

interface SeenMerge {
  /** Both locked; `into` is undefined where the other ticket is no request here. */
  readonly from: IssueRow;
  readonly into: IssueRow | undefined;
  readonly ticket: TicketRow;
  readonly mergedInto: string;
}

/**
 * Takes over that the helpdesk's people merged a ticket into another one. Answers false while the other request is on its way into this
 * one: the helpdesk will refuse that.
 */
export async function takeMerge(context: IssuesContext, tx: Transaction, { from, into, ticket, mergedInto }: SeenMerge): Promise<boolean> {
  if (ticket.merged_into === mergedInto) return true;
  if (into && (await leadsTo(tx, into.id, from.id))) return false;
  await updateTicket(tx, from.id, { merged_into: mergedInto, agreed_status: 'closed' });
  const isKnown = into !== undefined && (await leadsTo(tx, from.id, into.id));
  if (!isKnown) await noteMerged(context, tx, { from, into, author: helpdeskOf(context) });
  return true;
}

/** Takes over that a ticket is merged no more; where it stands now is read as always. Answers the request as it is then. */
export async function takeSeparation(context: IssuesContext, tx: Transaction, issue: IssueRow): Promise<IssueRow> {
  await updateTicket(tx, issue.id, { merged_into: null });
  await noteSeparated(context, tx, { issue, status: issue.status, author: helpdeskOf(context) });
  return { ...issue, merged_at: null, merged_into_id: null };
}
