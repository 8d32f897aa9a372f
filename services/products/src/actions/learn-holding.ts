import type { EventOf } from '@kabinet/contract/events';
import type { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import type { ProductsContext } from '../context.ts';
import { recordHolding } from '../queries/holding.ts';

/** Every event of a licence tells its whole state. */
type LicenseEvent = EventOf<typeof licenseEvents.license_issued>;

/** Keeps what a licence gives its organization: how advisories concern it follows from that. */
export async function learnHolding(_context: ProductsContext, { data, version }: LicenseEvent, tx: Transaction): Promise<void> {
  const { id, organization_id, root_id, product_id, versions, quantity, valid_from, decision } = data;
  await recordHolding(tx, { id, organization_id, root_id, product_id, versions, quantity, valid_from, decision, version });
}
