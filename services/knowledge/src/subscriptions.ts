import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { productEvents } from '@kabinet/contracts/products/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import type { KnowledgeContext } from './context.ts';
import { recordHolding } from './queries/holding.ts';
import { recordProduct } from './queries/product.ts';

export const subscriptions: readonly Subscription[] = [
  ...followOrganizations(organizationTreeEvents),
  ...[productEvents.product_created, productEvents.product_changed].map((type) =>
    on<KnowledgeContext, typeof type>(type, (_context, { data: { id, slug, name }, version }, tx) =>
      recordProduct(tx, { id, slug, name, version }),
    ),
  ),
  // Each carries a licence's whole state, so that one that is new tells what it needs to.
  ...[
    licenseEvents.license_issued,
    licenseEvents.license_changed,
    licenseEvents.license_extended,
    licenseEvents.license_renewed,
    licenseEvents.license_suspended,
    licenseEvents.license_resumed,
    licenseEvents.license_revoked,
    licenseEvents.license_transferred,
  ].map((type) =>
    on<KnowledgeContext, typeof type>(type, (_context, { data, version }, tx) => {
      const { id, organization_id, root_id, product_id, quantity, valid_from, decision } = data;
      return recordHolding(tx, { id, organization_id, root_id, product_id, quantity, valid_from, decision, version });
    }),
  ),
];
