import { authEvents } from '@kabinet/contracts/auth/events';
import type { Viewing } from '@kabinet/contracts/auth/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { VIEWING_LIFETIME_S } from '../domain/session.ts';
import { listMemberships } from '../queries/membership.ts';
import { findUser } from '../queries/user.ts';
import { endViewing, insertViewing, type ViewingRow } from '../queries/viewing.ts';
import { signedIn } from '../signed-in.ts';

/** Lets the caller, one of the staff, look with the eyes of a customer for half an hour. Throws `user_not_found`, `not_viewable`. */
export async function startViewing(context: AuthContext, userId: string, reason: string): Promise<Viewing> {
  const caller = signedIn(context);
  const user = await findUser(context.system, userId);
  if (!user) throw problem('user_not_found');
  if (user.status !== 'active' || user.staff_roles.length > 0) throw problem('not_viewable');
  const sign = await context.state.keys.signer(context);
  const now = context.now();
  const viewing = {
    id: context.newId(),
    user_id: userId,
    viewer_id: caller.id,
    viewer_session_id: caller.session_id,
    reason,
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + VIEWING_LIFETIME_S * 1000).toISOString(),
    ended_at: null,
  };
  await context.system.transaction(async (tx) => {
    await insertViewing(tx, viewing);
    const { id, expires_at } = viewing;
    await publishToOwners(context, tx, viewing, 'viewing_started', { id, user_id: userId, reason, expires_at });
  });
  return {
    id: viewing.id,
    user: { id: userId, name: user.name },
    access_token: await sign(userId, viewing.id, { viewerId: caller.id }),
    token_type: 'Bearer',
    expires_in: VIEWING_LIFETIME_S,
    expires_at: viewing.expires_at,
  };
}

/** Ends the viewing that the caller acts in. */
export async function stopViewing(context: AuthContext): Promise<void> {
  await context.system.transaction(async (tx) => {
    const ended = await endViewing(tx, signedIn(context).session_id, context.now().toISOString());
    if (ended) await publishToOwners(context, tx, ended, 'viewing_ended', { id: ended.id, user_id: ended.user_id });
  });
}

/** Once for each organization that the person works in; for the vendor alone where there is none. */
async function publishToOwners<Name extends 'viewing_started' | 'viewing_ended'>(
  context: AuthContext,
  tx: Transaction,
  { id, user_id }: Pick<ViewingRow, 'id' | 'user_id'>,
  what: Name,
  data: Parameters<typeof context.publish<(typeof authEvents)[Name]>>[2]['data'],
): Promise<void> {
  const memberships = await listMemberships(tx, user_id);
  const places = memberships.length > 0 ? memberships : [{ organization_id: null, root_id: null }];
  const version = what === 'viewing_started' ? 1 : 2;
  for (const { organization_id, root_id } of places) {
    await context.publish(tx, authEvents[what], { subject: id, version, organization_id, root_id, on_behalf: `user:${user_id}`, data });
  }
}
