import { issueEvents } from '@kabinet/contracts/issues/events';
import { licenseEvents } from '@kabinet/contracts/licenses/events';
import { organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { productEvents } from '@kabinet/contracts/products/events';
import { followOrganizations, on, type Subscription } from '@kabinet/service';
import { recordCertificate, recordIssue, recordLicense } from './actions/record-fact.ts';
import type { ReportsContext } from './context.ts';
import { recordProduct } from './queries/product.ts';

const licenseStates = [
  licenseEvents.license_issued,
  licenseEvents.license_changed,
  licenseEvents.license_extended,
  licenseEvents.license_renewed,
  licenseEvents.license_suspended,
  licenseEvents.license_resumed,
  licenseEvents.license_revoked,
  licenseEvents.license_transferred,
];
const certificateStates = [
  licenseEvents.certificate_issued,
  licenseEvents.certificate_changed,
  licenseEvents.certificate_extended,
  licenseEvents.certificate_renewed,
  licenseEvents.certificate_suspended,
  licenseEvents.certificate_resumed,
  licenseEvents.certificate_revoked,
  licenseEvents.certificate_transferred,
];
/** What changes neither the status nor who may know of a request is not listened to, but for a republished state. */
const issueStates = [issueEvents.issue_created, issueEvents.status_changed, issueEvents.issue_changed];

/** Every event carries the whole state of what it tells of, and figures follow from the newest. */
export const subscriptions: readonly Subscription[] = [
  ...followOrganizations(organizationTreeEvents),
  ...[productEvents.product_created, productEvents.product_changed].map((type) =>
    on<ReportsContext, typeof type>(type, (_context, event, tx) => recordProduct(tx, { ...event.data, version: event.version })),
  ),
  ...licenseStates.map((type) => on(type, recordLicense)),
  ...certificateStates.map((type) => on(type, recordCertificate)),
  ...issueStates.map((type) => on(type, recordIssue)),
];
