import type { MeChanges } from '@kabinet/contracts/auth/resources';
import { problem } from '@kabinet/problem';
import type { Static } from 'typebox';
import type { AuthContext } from '../context.ts';
import { lockUser, updateUser } from '../queries/user.ts';
import { signedIn } from '../signed-in.ts';
import { publishUser } from './publish.ts';

/** Changes the caller's own name or language. Throws `user_not_found`, `version_mismatch`. */
export async function changeMe(context: AuthContext, changes: Static<typeof MeChanges>): Promise<void> {
  const { id } = signedIn(context);
  await context.db.transaction(async (tx) => {
    const before = await lockUser(tx, id);
    if (!before) throw problem('user_not_found');
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const user = await updateUser(tx, id, { ...changes, updated_at: context.now().toISOString() });
    await publishUser(context, tx, 'user_changed', user);
  });
}
