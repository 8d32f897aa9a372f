import type { Transaction } from '@kabinet/database';
import { buffer } from 'node:stream/consumers';
import type { IssuesContext } from '../context.ts';
import { deliveryText } from '../domain/delivery-text.ts';
import { HelpdeskError, type Connector, type OutgoingMessage } from '../helpdesk/connector.ts';
import { findRow as findFileRow } from '../queries/attachment.ts';
import { findRow as findCommentRow } from '../queries/comment.ts';
import {
  leaseTicket,
  listDueRequests,
  nextDelivery,
  releaseTicket,
  setDelivery,
  setRemoteId,
  showDelivery,
  type DeliveryRow,
  type TicketRow,
} from '../queries/delivery.ts';
import { findRow as findIssueRow } from '../queries/issue.ts';

const LEASE_MS = 120_000;
const BATCH = 100;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 600_000;

/** Brings everything that is due to the helpdesk. */
export async function deliverDue(context: IssuesContext): Promise<void> {
  if (!context.state.helpdesk) return;
  for (const id of await listDueRequests(context.system, context.now().toISOString(), BATCH)) await deliver(context.renew(), id);
}

/** Brings what is queued of a request to the helpdesk, in its order, up to what cannot be brought now. */
export async function deliver(context: IssuesContext, issueId: string): Promise<void> {
  const { helpdesk } = context.state;
  if (!helpdesk) return;
  const now = context.now();
  const ticket = await leaseTicket(context.system, issueId, now.toISOString(), new Date(now.getTime() + LEASE_MS).toISOString());
  // Whoever has it goes on until nothing is left; should they be gone, the next round finds it.
  if (!ticket) return;
  try {
    let remoteId = ticket.remote_id;
    for (;;) {
      const later = context.renew();
      const next = await nextDelivery(later.system, issueId);
      if (!next || next.state === 'failed' || Date.parse(next.due_at) > later.now().getTime()) return;
      const brought = await bring(later, helpdesk, { ...ticket, remote_id: remoteId }, next);
      if (brought === undefined) return;
      remoteId = brought;
    }
  } finally {
    await releaseTicket(context.renew().system, issueId);
  }
}

/** Brings one thing and notes that it is there; answers the ticket's id, or undefined when it could not be brought. */
async function bring(context: IssuesContext, helpdesk: Connector, ticket: TicketRow, delivery: DeliveryRow): Promise<string | undefined> {
  try {
    // From here on nobody may know whether it got through: the attempt is noted first.
    await setDelivery(context.system, delivery.id, { attempts: delivery.attempts + 1 });
    const remoteId = await send(context, helpdesk, ticket, delivery);
    const done = context.renew();
    await done.system.transaction((tx) => noteDelivered(done, tx, delivery, remoteId));
    return remoteId;
  } catch (error) {
    if (!(error instanceof HelpdeskError)) throw error;
    const later = context.renew();
    await later.system.transaction((tx) => noteFault(later, tx, delivery, error));
    return undefined;
  }
}

async function noteDelivered(context: IssuesContext, tx: Transaction, delivery: DeliveryRow, remoteId: string): Promise<void> {
  if (delivery.kind === 'ticket') await setRemoteId(tx, delivery.issue_id, remoteId);
  await setDelivery(tx, delivery.id, { state: 'delivered', fault: null, delivered_at: context.now().toISOString() });
  await showDelivery(tx, delivery, 'delivered');
}

async function noteFault(context: IssuesContext, tx: Transaction, delivery: DeliveryRow, error: HelpdeskError): Promise<void> {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** delivery.attempts, LONGEST_PAUSE_MS);
  const due = new Date(context.now().getTime() + pause);
  const state = error.isFinal ? 'failed' : 'waiting';
  await setDelivery(tx, delivery.id, { state, fault: error.message.slice(0, 500), due_at: due.toISOString() });
  await showDelivery(tx, delivery, error.isFinal ? 'failed' : 'pending');
  context.log.warn({ err: error, issue_id: delivery.issue_id, delivery_id: delivery.id }, 'the helpdesk did not take something');
}

/** What an earlier attempt may have brought is looked for before it is brought again. */
async function send(context: IssuesContext, helpdesk: Connector, { remote_id }: TicketRow, delivery: DeliveryRow): Promise<string> {
  const issue = await findIssueRow(context.system, delivery.issue_id);
  if (!issue) throw new Error(`request ${delivery.issue_id} is gone`);
  const isRepeated = delivery.attempts > 0;
  if (delivery.kind === 'ticket') {
    const found = isRepeated ? await helpdesk.findTicket(issue.number) : undefined;
    return found ?? helpdesk.createTicket({ ...issue, text: deliveryText('ticket', issue, issue.description) });
  }
  if (remote_id === null) throw new Error(`request ${delivery.issue_id} has no ticket`);
  if (delivery.kind === 'fields') await helpdesk.setFields(remote_id, issue);
  else if (!isRepeated || !(await helpdesk.hasMessage(remote_id, markerOf(delivery)))) {
    const message = await messageOf(context, delivery);
    if (message) await helpdesk.addMessage(remote_id, message);
  }
  return remote_id;
}

function markerOf({ id }: DeliveryRow): string {
  return `kabinet:${id}`;
}

/** Undefined for what its author has taken back before it was brought. */
async function messageOf(context: IssuesContext, delivery: DeliveryRow): Promise<OutgoingMessage | undefined> {
  const marker = markerOf(delivery);
  if (delivery.kind === 'attachment') {
    const file = await findFileRow(context.system, delivery.subject_id);
    if (!file) return undefined;
    const content = new Blob([await buffer((await context.state.files.get(file.object_key)).body)]);
    return { marker, text: deliveryText('attachment', file, file.name), file: { name: file.name, content } };
  }
  const comment = await findCommentRow(context.system, delivery.subject_id);
  if (!comment) return undefined;
  if (delivery.kind === 'comment') return { marker, text: deliveryText('comment', comment, comment.body) };
  return { marker, text: deliveryText(comment.deleted_at === null ? 'edited' : 'deleted', comment, comment.body) };
}
