import type { Input } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import type { User } from '@kabinet/contracts/auth/resources';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { normalizeEmail } from '../domain/email.ts';
import { findAccount, insertAccount, type AccountRow } from '../queries/account.ts';
import { findCabinet } from '../queries/organization.ts';
import { findUser } from '../queries/user.ts';
import { userOf } from './change-user.ts';
import { grantMembership } from './grant-membership.ts';
import { publishUser } from './publish.ts';
import { hashNewPassword } from './set-password.ts';

type NewUser = Input<(typeof authContract)['operations']['createUser']>['body'];

/** Creates a user who can log in at once: for the operator's command and the demo. Throws `user_exists`, `cabinet_not_found`, `invalid_body`. */
export async function createUser(context: AuthContext, body: NewUser): Promise<User & { version: number }> {
  const email = normalizeEmail(body.email);
  if (await findAccount(context.system, email)) throw problem('user_exists');
  const grants = await Promise.all((body.memberships ?? []).map((membership) => grantOf(context, membership)));
  const now = context.now().toISOString();
  const user: AccountRow = {
    id: context.newId(),
    email,
    name: body.name,
    locale: body.locale ?? 'ru',
    password_hash: await hashNewPassword(context, body.password, email),
    status: 'active',
    staff_roles: body.staff_roles ?? [],
    version: 1,
    created_at: now,
    updated_at: now,
  };
  return context.system.transaction(async (tx) => {
    if (!(await insertAccount(tx, user))) throw problem('user_exists');
    await publishUser(context, tx, 'user_created', user);
    for (const grant of grants) await grantMembership(context, tx, user.id, grant);
    return userOf((await findUser(tx, user.id)) ?? user);
  });
}

async function grantOf(context: AuthContext, { organization_id, role, disabled }: NonNullable<NewUser['memberships']>[number]) {
  const cabinet = await findCabinet(context, organization_id);
  if (!cabinet) throw problem('cabinet_not_found');
  return { organization_id, root_id: cabinet.root_id, role, disabled: disabled ?? [] };
}
