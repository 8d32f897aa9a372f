import { closingQuestions, organizationEvents, organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { productEvents } from '@kabinet/contracts/products/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import { closing } from './actions/clear-organization.ts';
import { scheduleWithdrawal } from './actions/withdraw-transfers.ts';
import type { LicensesContext } from './context.ts';
import { recordProduct } from './queries/product.ts';

export const subscriptions: readonly Subscription[] = [
  ...followOrganizations(organizationTreeEvents),
  on(organizationEvents.organization_moved, scheduleWithdrawal),
  ...closingQuestions.map((type) => on(type, closing.hear)),
  ...[productEvents.product_created, productEvents.product_changed].map((type) =>
    on<LicensesContext, typeof type>(type, (_context, event, tx) => recordProduct(tx, { ...event.data, version: event.version })),
  ),
];
