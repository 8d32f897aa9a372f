import type { Transaction } from '@kabinet/database';
import type { IssuesContext } from '../context.ts';
import { HelpdeskError, type Connector } from '../helpdesk/connector.ts';
import {
  findTicket,
  leaseTicket,
  listDueRequests,
  nextDelivery,
  releaseTicket,
  setDelivery,
  showDelivery,
  updateTicket,
  type DeliveryRow,
} from '../queries/delivery.ts';
import { insertHistory } from '../queries/history.ts';
import { findRow as findIssueRow, lockIssue } from '../queries/issue.ts';
import { helpdeskOf } from './author.ts';
import { noteSeparated } from './note-merged.ts';
import { sendDelivery, type Overruled, type Sent } from './send-delivery.ts';

/** Longer than all that one delivery asks of the helpdesk may take. */
const LEASE_MS = 120_000;
const TRANSFER_LEASE_MS = 420_000;
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
  await withLease(context, issueId, async () => {
    for (;;) {
      const later = context.renew();
      const next = await nextDelivery(later.system, issueId);
      if (!next || next.state === 'failed' || Date.parse(next.due_at) > later.now().getTime()) return;
      await updateTicket(later.system, issueId, {
        leased_until: until(context, next.kind === 'attachment' ? TRANSFER_LEASE_MS : LEASE_MS),
      });
      if (!(await bring(later, helpdesk, next))) return;
    }
  });
}

/**
 * Does something that nobody else may do with the request's ticket meanwhile; answers whether it was done. Whoever has the ticket goes on
 * until nothing is left; should they be gone, the next round finds it.
 */
export async function withLease(context: IssuesContext, issueId: string, act: () => Promise<void>): Promise<boolean> {
  const ticket = await leaseTicket(context.system, issueId, context.now().toISOString(), until(context, LEASE_MS));
  if (!ticket) return false;
  try {
    await act();
  } finally {
    await releaseTicket(context.renew().system, issueId);
  }
  return true;
}

function until(context: IssuesContext, milliseconds: number): string {
  return new Date(context.now().getTime() + milliseconds).toISOString();
}

/** Brings one thing and notes that it is there; answers whether it is. */
async function bring(context: IssuesContext, helpdesk: Connector, delivery: DeliveryRow): Promise<boolean> {
  try {
    const ticket = await findTicket(context.system, delivery.issue_id);
    if (!ticket) throw new Error(`request ${delivery.issue_id} has no ticket`);
    // From here on nobody may know whether it got through: the attempt is noted first.
    await setDelivery(context.system, delivery.id, { attempts: delivery.attempts + 1 });
    const sent = await sendDelivery(context, helpdesk, ticket, delivery);
    const done = context.renew();
    await done.system.transaction((tx) => noteDelivered(done, tx, delivery, sent));
    return true;
  } catch (error) {
    if (!(error instanceof HelpdeskError)) throw error;
    const later = context.renew();
    await later.system.transaction((tx) => noteFault(later, tx, delivery, error));
    return false;
  }
}

async function noteDelivered(context: IssuesContext, tx: Transaction, delivery: DeliveryRow, sent: Sent): Promise<void> {
  const { ticket, overruled, isSeparated = false } = sent;
  const at = context.now().toISOString();
  if (isSeparated) await separate(context, tx, delivery.issue_id);
  if (Object.keys(ticket).length > 0) await updateTicket(tx, delivery.issue_id, ticket);
  await noteOverruled(context, tx, delivery.issue_id, overruled);
  await setDelivery(tx, delivery.id, { state: 'delivered', fault: null, delivered_at: at });
  await showDelivery(tx, delivery, 'delivered');
}

/** The helpdesk's people had merged otherwise: the request stands again where both sides last had it. */
async function separate(context: IssuesContext, tx: Transaction, issueId: string): Promise<void> {
  const [issue, ticket] = [await lockIssue(tx, issueId), await findTicket(tx, issueId)];
  if (!issue || issue.merged_at === null) return;
  await noteSeparated(context, tx, { issue, status: ticket?.agreed_status ?? 'open', author: helpdeskOf(context) });
}

/** Nobody's change is lost in silence: the history says what the helpdesk's people had made of it. */
async function noteOverruled(context: IssuesContext, tx: Transaction, issueId: string, overruled: readonly Overruled[]): Promise<void> {
  const issue = overruled.length > 0 ? await findIssueRow(tx, issueId) : undefined;
  if (!issue) return;
  const { organization_id, root_id } = issue;
  const place = { issue_id: issueId, organization_id, root_id, at: context.now().toISOString() };
  const nobody = { author_id: null, author_name: null, author_side: null, author_organizations: [] };
  const rows = overruled.map(({ what, from, to }) => ({ id: context.newId(), ...place, ...nobody, what, from_value: from, to_value: to }));
  await insertHistory(tx, rows);
}

async function noteFault(context: IssuesContext, tx: Transaction, delivery: DeliveryRow, error: HelpdeskError): Promise<void> {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** delivery.attempts, LONGEST_PAUSE_MS);
  const state = error.isFinal ? 'failed' : 'waiting';
  await setDelivery(tx, delivery.id, { state, fault: error.message.slice(0, 500), due_at: until(context, pause) });
  await showDelivery(tx, delivery, error.isFinal ? 'failed' : 'pending');
  context.log.warn({ err: error, issue_id: delivery.issue_id, delivery_id: delivery.id }, 'the helpdesk did not take something');
}
