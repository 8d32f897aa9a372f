import { everywhere } from '@kabinet/contract/access';
import { findOrganization } from '@kabinet/database/organization-tree';
import { ProblemError } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { listHeldLicenses, type HeldLicense } from '../queries/belongings.ts';
import { findReceiver } from '../queries/receiver.ts';
import { transferLicenses } from './transfer-licenses.ts';

/** Licences that one call moves, each in a transaction of its own. */
const LICENSES_PER_CALL = 100;

/**
 * Moves licences of an organization that is being closed to its parent, with the certificates that cover them, in the order of
 * their ids behind `after`. What cannot go, as units that began to wait for a receiver meanwhile, is passed over. Answers the last one's id while
 * there may be more; nothing when all were tried or the closing was given up.
 */
export async function leaveToParent(
  context: LicensesContext,
  organizationId: string,
  parentId: string,
  after: string | undefined,
): Promise<string | undefined> {
  const licenses = await listHeldLicenses(context.system, organizationId, after, LICENSES_PER_CALL);
  for (const license of licenses) {
    if (!(await leave(context, organizationId, parentId, license))) return undefined;
  }
  return licenses.length === LICENSES_PER_CALL ? licenses.at(-1)?.id : undefined;
}

/** Answers whether the organization is still being closed. */
async function leave(context: LicensesContext, organizationId: string, parentId: string, { id, free }: HeldLicense): Promise<boolean> {
  const giver = await findOrganization(context.system, organizationId);
  const receiver = await findReceiver(context.system, parentId, organizationId, everywhere);
  if (giver?.status !== 'closing' || !receiver) return false;
  const moves = [{ licenseId: id, quantity: free, way: 'elsewhere' as const }];
  try {
    await transferLicenses(context, { giver, receiver, mover: 'system', moves });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === 'unavailable') throw error;
    context.log.warn({ license_id: id, reason: error.code }, 'a licence cannot go up');
  }
  return true;
}
