import { authEvents } from '@kabinet/contracts/auth/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { productEvents } from '@kabinet/contracts/products/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import { followCertificate, followLicense, tellOfPurchase, tellOfRefusedPurchase } from './actions/follow-holdings.ts';
import { followMembership, followPerson } from './actions/follow-people.ts';
import { queueInvitation, queuePasswordReset } from './actions/queue-mail.ts';
import type { NotificationsContext } from './context.ts';
import { recordProduct } from './queries/product.ts';

const { purchase_accepted, purchase_refused, purchase_reversed: _reversed, ...termEvents } = licenseEvents;

export const subscriptions: readonly Subscription[] = [
  on(authEvents.user_invited, queueInvitation),
  on(authEvents.password_reset_requested, queuePasswordReset),
  ...followOrganizations(organizationTreeEvents),
  ...[authEvents.user_created, authEvents.user_changed].map((type) => on(type, followPerson)),
  ...[authEvents.membership_granted, authEvents.membership_changed, authEvents.membership_removed].map((type) =>
    on(type, followMembership),
  ),
  ...[productEvents.product_created, productEvents.product_changed].map((type) =>
    on<NotificationsContext, typeof type>(type, (_context, { data, version }, tx) => {
      return recordProduct(tx, { id: data.id, slug: data.slug, name: data.name, version });
    }),
  ),
  ...Object.values(termEvents).map((type) =>
    type.type.startsWith('license.')
      ? on(type as typeof licenseEvents.license_issued, followLicense)
      : on(type as typeof licenseEvents.certificate_issued, followCertificate),
  ),
  on(purchase_accepted, tellOfPurchase),
  on(purchase_refused, tellOfRefusedPurchase),
];
