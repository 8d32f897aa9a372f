import { authEvents } from '@kabinet/contracts/auth/events';
import { closingQuestions, organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { productEvents } from '@kabinet/contracts/products/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import { closing } from './actions/clear-organization.ts';
import type { IssuesContext } from './context.ts';
import { recordMembership, recordPerson } from './queries/person.ts';
import { recordProduct } from './queries/product.ts';

export const subscriptions: readonly Subscription[] = [
  ...followOrganizations(organizationTreeEvents),
  ...closingQuestions.map((type) => on(type, closing.hear)),
  ...[productEvents.product_created, productEvents.product_changed].map((type) =>
    on<IssuesContext, typeof type>(type, (_context, event, tx) => recordProduct(tx, { ...event.data, version: event.version })),
  ),
  ...[authEvents.user_created, authEvents.user_changed].map((type) =>
    on<IssuesContext, typeof type>(type, (_context, { data: { id, status, staff_roles }, version }, tx) =>
      recordPerson(tx, { id, status, staff_roles, version }),
    ),
  ),
  ...[authEvents.membership_granted, authEvents.membership_changed, authEvents.membership_removed].map((type) =>
    on<IssuesContext, typeof type>(type, (_context, { data, rootid, version, type: what }, tx) =>
      recordMembership(tx, { ...data, root_id: rootid ?? data.organization_id, version, ended: what === 'membership.removed' }),
    ),
  ),
];
