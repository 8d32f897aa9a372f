import { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import type { LicensesContext } from '../context.ts';
import { findLicenseStates, listLicenseIdsAfter } from '../queries/license.ts';

const BATCH = 500;

/** Tells the state of the next licences once more; answers the last one's id, or undefined when all are told. */
export async function republishLicenses(context: LicensesContext, tx: Transaction, after: string | undefined): Promise<string | undefined> {
  const ids = await listLicenseIdsAfter(tx, after, BATCH);
  for (const { version, ...data } of await findLicenseStates(tx, ids)) {
    const { id: subject, organization_id, root_id } = data;
    await context.publish(tx, licenseEvents.license_changed, { subject, version, organization_id, root_id, data, republished: true });
  }
  return ids.length === BATCH ? ids.at(-1) : undefined;
}
