import type { EventOf } from '@kabinet/contract/events';
import type { productEvents } from '@kabinet/contracts/products/events';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { mayBeAffected } from '../domain/concern.ts';
import { kindRules, rolesWith } from '../domain/kinds.ts';
import { fetchHeldLines, holdersOf } from '../queries/holding.ts';
import { findProductName } from '../queries/product.ts';
import { membersOfHolders } from '../queries/recipients.ts';
import { tell } from './tell.ts';

/** Tells those who hold affected versions of an advisory, and of each new version of its document. */
export async function tellOfAdvisory(
  context: NotificationsContext,
  { data, republished }: EventOf<typeof productEvents.advisory_published>,
  tx: Transaction,
): Promise<void> {
  if (republished) return;
  const { id, tracking_id, title, severity, cves, document_version, products } = data;
  const held = await fetchHeldLines(
    tx,
    products.map(({ product_id }) => product_id),
  );
  const affected = held.filter(({ product_id, versions }) =>
    products.some((product) => product.product_id === product_id && mayBeAffected(versions, product.affected)),
  );
  const names = [];
  for (const productId of new Set(affected.map(({ product_id }) => product_id))) names.push(await findProductName(tx, productId));
  const holders = holdersOf(affected);
  await tell(context, tx, {
    kind: 'advisory',
    cause: `advisory:${id}:${document_version}`,
    data: { what: 'advisory', id, tracking_id, title, severity, cves, products: names },
    recipients: membersOfHolders(holders, rolesWith(context.access.customer, kindRules.advisory.permission ?? '')),
    webhooksOf: holders,
  });
}
