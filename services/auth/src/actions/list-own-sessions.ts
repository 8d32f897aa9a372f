import type { Input } from '@kabinet/contract';
import type { authContract } from '@kabinet/contracts/auth';
import type { AuthContext } from '../context.ts';
import { deviceOf } from '../domain/device.ts';
import { IDLE_LIFETIME_MS } from '../domain/session.ts';
import { listSessions } from '../queries/session.ts';
import { signedIn } from '../signed-in.ts';

/** The caller's sessions that go on, the latest used first. */
export async function listOwnSessions(context: AuthContext, query: Input<(typeof authContract)['operations']['listSessions']>['query']) {
  const { id, session_id } = signedIn(context);
  const idleSince = new Date(context.now().getTime() - IDLE_LIFETIME_MS).toISOString();
  const { items, ...page } = await listSessions(context, id, session_id, idleSince, query);
  return { ...page, items: items.map((session) => ({ ...session, device: deviceOf(session.user_agent) })) };
}
