import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import { authEvents } from '@kabinet/contracts/auth/events';
import { issueEvents } from '@kabinet/contracts/issues/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { organizationTreeEvents, vendorEvents } from '@kabinet/contracts/organizations/events';
import { productEvents, releaseEvents } from '@kabinet/contracts/products/events';
import { followOrganizations, followVendor, on, type Subscription } from '@kabinet/service';
import { followCertificate, followLicense, tellOfPurchase, tellOfRefusedPurchase } from './actions/follow-holdings.ts';
import { followMembership, followPerson } from './actions/follow-people.ts';
import { queueEmailChange, queueFactorMail, queueInvitation, queueJoinRequest, queuePasswordReset } from './actions/queue-mail.ts';
import { tellOfAdvisory } from './actions/tell-of-advisory.ts';
import { tellOfIssue } from './actions/tell-of-issue.ts';
import { followObtained, followProduct, tellOfHeldUpload, tellOfRelease } from './actions/tell-of-release.ts';
import { tellOfTransfer } from './actions/tell-of-transfer.ts';

/** Every event of a kind carries the same whole state. */
function eventsOf(kind: string) {
  return Object.values(licenseEvents).filter(({ type }) => type.startsWith(`${kind}.`));
}

export const subscriptions: readonly Subscription[] = [
  on(authEvents.user_invited, queueInvitation),
  on(authEvents.password_reset_requested, queuePasswordReset),
  on(authEvents.email_change_requested, queueEmailChange),
  on(authEvents.join_requested, queueJoinRequest),
  on(authEvents.second_factor_enabled, queueFactorMail('second_factor_enabled')),
  on(authEvents.second_factor_disabled, queueFactorMail('second_factor_disabled')),
  on(authEvents.recovery_codes_replaced, queueFactorMail('recovery_codes_replaced')),
  ...followOrganizations(organizationTreeEvents),
  followVendor(vendorEvents.vendor_changed),
  ...[authEvents.user_created, authEvents.user_changed].map((type) => on(type, followPerson)),
  ...[authEvents.membership_granted, authEvents.membership_changed, authEvents.membership_removed].map((type) =>
    on(type, followMembership),
  ),
  ...[productEvents.product_created, productEvents.product_changed].map((type) => on(type, followProduct)),
  ...[releaseEvents.release_published, releaseEvents.release_recalled].map((type) => on(type, tellOfRelease)),
  on(artifactEvents.version_obtained, followObtained),
  ...[artifactEvents.release_held, artifactEvents.release_altered].map((type) => on(type, tellOfHeldUpload)),
  ...eventsOf('license').map((type) => on(type as typeof licenseEvents.license_issued, followLicense)),
  ...eventsOf('certificate').map((type) => on(type as typeof licenseEvents.certificate_issued, followCertificate)),
  ...eventsOf('transfer').map((type) => on(type as typeof licenseEvents.transfer_done, tellOfTransfer)),
  on(issueEvents.issue_news, tellOfIssue),
  on(productEvents.advisory_published, tellOfAdvisory),
  on(licenseEvents.purchase_accepted, tellOfPurchase),
  on(licenseEvents.purchase_refused, tellOfRefusedPurchase),
];
