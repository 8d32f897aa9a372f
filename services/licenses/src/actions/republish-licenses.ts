import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import type { LicensesContext } from '../context.ts';
import { findCertificateStates, listCertificateIdsAfter } from '../queries/certificate.ts';
import { findLicenseStates, listLicenseIdsAfter } from '../queries/license.ts';

const BATCH = 500;
/** Stands before the id of the last certificate: they come when all licences are told. */
const CERTIFICATES = 'certificate:';

/** Tells the state of the next licences and certificates once more; answers where it stopped, or undefined when all are told. */
export async function republishLicenses(context: LicensesContext, tx: Transaction, after: string | undefined): Promise<string | undefined> {
  if (after?.startsWith(CERTIFICATES)) return republishCertificates(context, tx, after.slice(CERTIFICATES.length) || undefined);
  const ids = await listLicenseIdsAfter(tx, after, BATCH);
  for (const { version, ...data } of await findLicenseStates(tx, ids)) {
    const { id: subject, organization_id, root_id } = data;
    await context.publish(tx, licenseEvents.license_changed, { subject, version, organization_id, root_id, data, republished: true });
  }
  return ids.length === BATCH ? ids.at(-1) : CERTIFICATES;
}

async function republishCertificates(context: LicensesContext, tx: Transaction, after: string | undefined): Promise<string | undefined> {
  const ids = await listCertificateIdsAfter(tx, after, BATCH);
  for (const { version, ...data } of await findCertificateStates(tx, ids)) {
    const { id: subject, organization_id, root_id } = data;
    await context.publish(tx, licenseEvents.certificate_changed, { subject, version, organization_id, root_id, data, republished: true });
  }
  return ids.length === BATCH ? `${CERTIFICATES}${ids.at(-1)}` : undefined;
}
