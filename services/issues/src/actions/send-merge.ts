import type { IssuesContext } from '../context.ts';
import { HelpdeskError, type Connector } from '../helpdesk/connector.ts';
import { findTicket } from '../queries/delivery.ts';
import type { Sent } from './send-delivery.ts';

/**
 * Merges a ticket into that of another request. Whatever the helpdesk's people have merged meanwhile stays merged, as not every helpdesk can undo it:
 * then the request is separated here, and what they made of it is read. Throws `HelpdeskError`.
 */
export async function sendMerge(context: IssuesContext, helpdesk: Connector, remoteId: string, intoId: string): Promise<Sent> {
  const into = await findTicket(context.system, intoId);
  if (!into) throw new Error(`request ${intoId} has no ticket`);
  if (into.remote_id === null) throw new HelpdeskError('the helpdesk does not have the other request yet', { isFinal: false });
  const there = await helpdesk.readState(remoteId);
  const target = (await helpdesk.readState(into.remote_id)).merged_into ?? into.remote_id;
  const isOtherwise = target === remoteId || (there.merged_into !== null && there.merged_into !== target);
  if (isOtherwise) return { ticket: { unsettled: true }, overruled: [], isSeparated: true };
  if (there.merged_into === null) await mergeNow(helpdesk, remoteId, target);
  return { ticket: { merged_into: target, agreed_status: 'closed' }, overruled: [] };
}

/** What its user may not do a helpdesk leaves out without a word. */
async function mergeNow(helpdesk: Connector, remoteId: string, target: string): Promise<void> {
  await helpdesk.mergeTicket(remoteId, target);
  const { merged_into } = await helpdesk.readState(remoteId);
  if (merged_into !== target) throw new HelpdeskError('the helpdesk did not merge the tickets: may its user do that?', { isFinal: true });
}
