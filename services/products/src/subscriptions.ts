import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import { learnHolding } from './actions/learn-holding.ts';

export const subscriptions: readonly Subscription[] = [
  ...followOrganizations(organizationTreeEvents),
  // Each carries a licence's whole state, so that one that is new tells what it needs to.
  on(licenseEvents.license_issued, learnHolding),
  on(licenseEvents.license_changed, learnHolding),
  on(licenseEvents.license_extended, learnHolding),
  on(licenseEvents.license_renewed, learnHolding),
  on(licenseEvents.license_suspended, learnHolding),
  on(licenseEvents.license_resumed, learnHolding),
  on(licenseEvents.license_revoked, learnHolding),
  on(licenseEvents.license_transferred, learnHolding),
];
