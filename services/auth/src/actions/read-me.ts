import { permissionsOf } from '@kabinet/contract/access';
import type { Me } from '@kabinet/contracts/auth/resources';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { signedIn } from '../signed-in.ts';
import { listMemberships } from '../queries/membership.ts';
import { findUser } from '../queries/user.ts';

/** The caller as they are now, not as the gateway remembers them. Throws `user_not_found`. */
export async function readMe(context: AuthContext): Promise<Me & { version: number }> {
  const caller = signedIn(context);
  const [user, memberships] = await Promise.all([findUser(context.db, caller.id), listMemberships(context.db, caller.id)]);
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
    })),
    permissions: permissionsOf(context.access, { ...caller, memberships, staff_roles }),
    version,
  };
}
