import { authEvents } from '@kabinet/contracts/auth/events';
import type { CabinetSecurity } from '@kabinet/contracts/auth/resources';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { findCabinet } from '../queries/organization.ts';
import { putSecurity, readSecurity } from '../queries/organization-security.ts';
import { findFactor } from '../queries/second-factor.ts';

/**
 * Asks a second factor of the people of an organization, or stops asking. It acts with the next look at their rights, two seconds later at
 * most. Throws `cabinet_not_found`, `own_factor_first`.
 */
export async function setCabinetSecurity(
  context: AuthContext,
  organizationId: string,
  secondFactor: CabinetSecurity['second_factor'],
): Promise<CabinetSecurity> {
  const cabinet = await findCabinet(context, organizationId);
  if (!cabinet) throw problem('cabinet_not_found');
  if (secondFactor === 'required') await requireOwnFactor(context);
  return context.db.transaction(async (tx) => {
    const updated_at = context.now().toISOString();
    const { id: organization_id, root_id } = cabinet;
    const { version } = await putSecurity(tx, { organization_id, root_id, second_factor: secondFactor, updated_at });
    const data = { organization_id, second_factor: secondFactor };
    await context.publish(tx, authEvents.security_changed, { subject: organization_id, version, organization_id, root_id, data });
    return readSecurity(tx, organizationId);
  });
}

/** Staff are no members: they lock nobody out of their own. */
async function requireOwnFactor(context: AuthContext): Promise<void> {
  const { principal } = context.origin;
  if (principal.kind !== 'user' || principal.staff_roles.length > 0) return;
  if (!(await findFactor(context.system, principal.id))?.confirmed_at) throw problem('own_factor_first');
}
