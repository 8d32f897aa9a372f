import type { EventOf } from '@kabinet/contract/events';
import type { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import { findOrganization } from '@kabinet/database/organization-tree';
import type { NotificationsContext } from '../context.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import { findProductName } from '../queries/product.ts';
import { membersOf, onlyOrganization } from '../queries/recipients.ts';
import { actorOf, tell } from './tell.ts';

/** Tells each side of a transfer in its own tree: its event comes twice, and neither names the people of the other. */
export async function tellOfTransfer(
  context: NotificationsContext,
  event: EventOf<typeof licenseEvents.transfer_done>,
  tx: Transaction,
): Promise<void> {
  const { id, side, organization_id, root_id, other_organization_id, product_id, quantity, status } = event.data;
  // Who gives knows that it waits; who has it to decide must be told.
  if (event.republished || (status === 'pending' && side === 'giver')) return;
  const [product, other] = await Promise.all([findProductName(tx, product_id), findOrganization(tx, other_organization_id)]);
  await tell(context, tx, {
    kind: 'transfer',
    cause: `transfer:${id}:${side}:${status}`,
    data: { what: 'transfer', side, status, quantity, product, other: other?.name ?? '' },
    recipients: membersOf(organization_id, rolesWith(context.access.customer, kindRules.transfer.permission ?? '')),
    organization: { id: organization_id, root_id },
    by: actorOf(event),
    webhooksOf: onlyOrganization(organization_id),
  });
}
