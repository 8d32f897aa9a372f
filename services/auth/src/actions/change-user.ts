import type { User, UserChanges } from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { endSessionsOf } from '../queries/session.ts';
import { lockUser, updateUser, type UserRow } from '../queries/user.ts';
import { publishRightsChanged, publishSessionsEnded, publishUser } from './publish.ts';

type Changes = Static<typeof UserChanges>;

/** Changes staff roles, disables or enables. Throws `user_not_found`, `own_account`, `version_mismatch`. */
export async function changeUser(context: AuthContext, id: string, changes: Changes): Promise<User & { version: number }> {
  return context.db.transaction(async (tx) => {
    const before = await lockUser(tx, id);
    if (!before) throw problem('user_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    refuseOwnLoss(context, id, changes);
    const user = await updateUser(tx, id, { ...changes, updated_at: context.now().toISOString() });
    await publishUser(context, tx, 'user_changed', user);
    await publishRightsChanged(context, tx, user);
    if (before.status === 'active' && user.status === 'disabled') await endAll(context, tx, user);
    return userOf(user);
  });
}

/** A user without credentials, as administrators see it. */
export function userOf({ id, email, name, status, staff_roles, created_at, updated_at, version }: UserRow): User & { version: number } {
  return { id, email, name, status, staff_roles, created_at, updated_at, version };
}

/** The last administrator must not lock the installation by mistake. */
function refuseOwnLoss(context: AuthContext, id: string, changes: Changes): void {
  const { principal } = context.origin;
  const loses = changes.status === 'disabled' || (changes.staff_roles !== undefined && !changes.staff_roles.includes('administrator'));
  if (principal.kind === 'user' && principal.id === id && loses) throw problem('own_account');
}

async function endAll(context: AuthContext, tx: Transaction, user: UserRow): Promise<void> {
  await endSessionsOf(tx, user.id, context.now().toISOString(), null);
  await publishSessionsEnded(context, tx, user, 'user_disabled', null);
}
