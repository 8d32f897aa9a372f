import { artifactEvents } from '@kabinet/contracts/artifacts/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import { learnHolding } from './actions/learn-holding.ts';
import { learnObtained } from './actions/learn-obtained.ts';
import { recordAltered, recordFound, recordHeld } from './actions/record-upload.ts';
import type { ProductsContext } from './context.ts';

const { release_found, release_held, release_altered, version_obtained } = artifactEvents;

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
  on(version_obtained, learnObtained),
  on<ProductsContext, typeof release_found>(release_found, (context, event, tx) => recordFound(context, tx, event.data, event.version)),
  on<ProductsContext, typeof release_held>(release_held, (context, event, tx) => recordHeld(context, tx, event.data, event.version)),
  on<ProductsContext, typeof release_altered>(release_altered, (context, event, tx) =>
    recordAltered(context, tx, event.data, event.version),
  ),
];
