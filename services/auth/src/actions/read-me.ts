import { permissionsOf } from '@kabinet/contract/access';
import type { UserPrincipal } from '@kabinet/contract/principal';
import type { Me } from '@kabinet/contracts/auth/resources';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { signedIn } from '../signed-in.ts';
import { listMemberships } from '../queries/membership.ts';
import { organizationsHeldBack } from '../queries/organization-security.ts';
import { findFactor } from '../queries/second-factor.ts';
import { findUser } from '../queries/user.ts';
import { findViewer } from '../queries/viewing.ts';

/** The caller as they are now, not as the gateway remembers them. Throws `user_not_found`. */
export async function readMe(context: AuthContext): Promise<Me & { version: number }> {
  const caller = signedIn(context);
  const [user, memberships, heldBack, factor] = await Promise.all([
    findUser(context.db, caller.id),
    listMemberships(context.db, caller.id),
    organizationsHeldBack(context.system, caller.id),
    findFactor(context.system, caller.id),
  ]);
  const granting = memberships.filter(({ organization_id }) => !heldBack.has(organization_id));
  if (!user) throw problem('user_not_found');
  const { id, email, name, locale, staff_roles, version } = user;
  return {
    id,
    email,
    name,
    locale,
    staff_roles,
    memberships: memberships.map(({ organization_id, name: cabinetName, role, disabled }) => ({
      cabinet: { id: organization_id, name: cabinetName },
      role,
      disabled,
      held_back: heldBack.has(organization_id),
    })),
    second_factor: factor?.confirmed_at ? 'active' : 'none',
    permissions: permissionsOf(context.access, { ...caller, memberships: granting, staff_roles }),
    viewed_by: caller.viewed_by ? await viewerOf(context, caller) : null,
    version,
  };
}

/** Past the wall: customers do not see staff, except who looks with their eyes. */
async function viewerOf(context: AuthContext, { id, session_id }: UserPrincipal): Promise<Me['viewed_by']> {
  const viewer = await findViewer(context.system, id, session_id, context.now().toISOString());
  return viewer ? { id: viewer.id, name: viewer.name, until: viewer.until } : null;
}
