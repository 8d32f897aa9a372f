import type { EventOf } from '@kabinet/contract/events';
import type { organizationEvents } from '@kabinet/contracts/organizations/events';
import type { Transaction } from '@kabinet/database';
import type { AuthContext } from './context.ts';

/** Asking for the contact is a call, which does not belong into the event's transaction: a job does it. */
export async function scheduleFounder(
  context: AuthContext,
  event: EventOf<typeof organizationEvents.organization_created>,
  tx: Transaction,
): Promise<void> {
  const { id } = event.data;
  await context.enqueue(tx, 'invite_founder', { organization_id: id }, { key: `founder:${id}` });
}
