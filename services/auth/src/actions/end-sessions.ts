import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { AuthContext } from '../context.ts';
import { endSessionsOf, lockSession, updateSession } from '../queries/session.ts';
import { lockUser, updateUser } from '../queries/user.ts';
import { signedIn } from '../signed-in.ts';
import { publishSessionEnded, publishSessionsEnded } from './publish.ts';
import { stopViewing } from './view-as-customer.ts';

/** Ends the session that the caller acts in, or the viewing; answers which. */
export async function logOut(context: AuthContext): Promise<'session' | 'viewing'> {
  if (signedIn(context).viewed_by) {
    await stopViewing(context);
    return 'viewing';
  }
  await context.db.transaction((tx) => endIn(context, tx, signedIn(context).session_id, 'logged_out'));
  return 'session';
}

/** Ends one session of the caller's own. Throws `session_not_found`. */
export async function endSession(context: AuthContext, id: string): Promise<void> {
  const ended = await context.db.transaction((tx) => endIn(context, tx, id, 'ended_by_user'));
  if (!ended) throw problem('session_not_found');
}

async function endIn(context: AuthContext, tx: Transaction, id: string, reason: 'logged_out' | 'ended_by_user'): Promise<boolean> {
  const session = await lockSession(tx, id);
  if (!session || session.user_id !== signedIn(context).id || session.ended_at !== null) return false;
  await updateSession(tx, id, { ended_at: context.now().toISOString() });
  await publishSessionEnded(context, tx, session, reason);
  return true;
}

/** Ends all sessions of the caller, the present one too unless it is to be kept. */
export async function logOutEverywhere(context: AuthContext, { keep_current = false }: { readonly keep_current?: boolean }): Promise<void> {
  const { id, session_id } = signedIn(context);
  const except = keep_current ? session_id : null;
  await context.db.transaction(async (tx) => {
    if (!(await lockUser(tx, id))) return;
    const user = await updateUser(tx, id, { updated_at: context.now().toISOString() });
    await endSessionsOf(tx, id, context.now().toISOString(), except);
    await publishSessionsEnded(context, tx, user, 'logged_out_everywhere', except);
  });
}
