import type { Transaction } from '@kabinet/database';
import type { IssuesContext } from '../context.ts';
import { insertDelivery, insertTicket, type DeliveryKind } from '../queries/delivery.ts';

/** Whether what is written now is there at once, or still to be brought to a helpdesk. */
export function firstDelivery({ state }: Pick<IssuesContext, 'state'>): 'delivered' | 'pending' {
  return state.helpdesk ? 'pending' : 'delivered';
}

/** Queues something for the helpdesk, behind what is queued of the same request; nothing where the portal is the helpdesk itself. */
export async function queueDelivery(
  context: IssuesContext,
  tx: Transaction,
  issueId: string,
  kind: DeliveryKind,
  subjectId: string = issueId,
): Promise<void> {
  if (!context.state.helpdesk) return;
  const at = context.now().toISOString();
  if (kind === 'ticket') await insertTicket(tx, issueId);
  await insertDelivery(tx, { id: context.newId(), issue_id: issueId, kind, subject_id: subjectId, created_at: at, due_at: at });
  await context.enqueue(tx, 'deliver', { issue_id: issueId });
}
