import type { IssuesContext } from '../context.ts';
import { HelpdeskError } from '../helpdesk/connector.ts';
import { findTicketOf } from '../queries/delivery.ts';
import { readTicket } from './read-helpdesk.ts';

/** Notes that a ticket is to be read now. Nothing is looked up: whoever tells learns of no ticket. However often it is told, it is read once. */
export async function hearOfTicket(context: IssuesContext, ticket: string): Promise<void> {
  await context.system.transaction((tx) => context.enqueue(tx, 'read_ticket', { ticket }, { key: `ticket ${ticket}` }));
}

/** The job behind it. What cannot be read now is read by the next round. */
export async function readAnnounced(context: IssuesContext, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const { helpdesk } = context.state;
  const ticket = helpdesk && (await findTicketOf(context.system, String(payload['ticket'])));
  if (!ticket) return;
  try {
    await readTicket(context.renew(), helpdesk, ticket);
  } catch (error) {
    if (!(error instanceof HelpdeskError)) throw error;
    context.log.warn({ err: error, issue_id: ticket.issue_id }, 'a ticket that was told of cannot be read');
  }
}
