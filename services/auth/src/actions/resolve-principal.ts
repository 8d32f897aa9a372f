import type { MachinePrincipal } from '@kabinet/contract/principal';
import type { TokenScope } from '@kabinet/contracts/access';
import type { AuthContext } from '../context.ts';
import { tokenHash } from '../credentials/secret-token.ts';
import { findLiveToken, markTokenUsed } from '../queries/machine-token.ts';
import { findIdentity } from '../queries/session.ts';

/** Who acts in a session, with all their rights, and their language; null when the session has ended. */
export async function resolveSession(context: AuthContext, userId: string, sessionId: string) {
  const identity = await findIdentity(context.system, userId, sessionId, context.now().toISOString());
  if (!identity) return { principal: null, locale: 'ru' as const };
  const { id, locale, memberships, staff_roles } = identity;
  return { principal: { kind: 'user' as const, id, session_id: sessionId, memberships, staff_roles }, locale };
}

/** Whose token it is; null for one that is unknown, revoked or expired. */
export async function resolveToken(context: AuthContext, token: string): Promise<(MachinePrincipal & { scopes: TokenScope[] }) | null> {
  const hash = tokenHash('machine', token);
  const row = hash && (await findLiveToken(context.system, hash, context.now().toISOString()));
  if (!row) return null;
  const today = context.today();
  if (row.last_used_on !== today) await markTokenUsed(context.system, row.id, today);
  const { id, scopes, organization_id, root_id } = row;
  return { kind: 'machine', id, scopes, organization: organization_id === null || root_id === null ? null : { organization_id, root_id } };
}
