import type { Transaction } from '@kabinet/database';
import type { AuthContext } from '../context.ts';
import { insertMembership, type MembershipRow } from '../queries/membership.ts';
import { updateUser } from '../queries/user.ts';
import { publishMembership, publishRightsChanged } from './publish.ts';
import { requireOpen } from './require-open.ts';

/** Makes a user a member; who is one already keeps the role they have. Throws `cabinet_closed`. */
export async function grantMembership(
  context: AuthContext,
  tx: Transaction,
  userId: string,
  grant: Pick<MembershipRow, 'organization_id' | 'root_id' | 'role' | 'disabled'>,
): Promise<void> {
  await requireOpen(tx, grant.organization_id);
  const now = context.now().toISOString();
  const membership = { ...grant, id: context.newId(), user_id: userId, version: 1, created_at: now, updated_at: now };
  if (!(await insertMembership(tx, membership))) return;
  await publishMembership(context, tx, 'membership_granted', membership);
  await publishRightsChanged(context, tx, await updateUser(tx, userId, { updated_at: now }));
}
