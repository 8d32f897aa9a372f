import { isNowhere, scopeOf } from '@kabinet/contract/access';
import type { MachinePrincipal } from '@kabinet/contract/principal';
import type { TokenScope } from '@kabinet/contracts/access';
import type { AuthContext } from '../context.ts';
import { tokenHash } from '../credentials/secret-token.ts';
import { findLiveToken, markTokenUsed } from '../queries/machine-token.ts';
import { findIdentity, findPerson, type SessionIdentity } from '../queries/session.ts';
import { findViewer } from '../queries/viewing.ts';

const nobody = { principal: null, locale: 'ru' } as const;

/** Who acts in a session or a viewing, with all their rights, and their language; null when it has ended. */
export async function resolveSession(context: AuthContext, userId: string, sessionId: string) {
  const identity = await findIdentity(context.system, userId, sessionId, context.now().toISOString());
  return identity ? { principal: principalOf(identity, sessionId), locale: identity.locale } : resolveViewing(context, userId, sessionId);
}

/** A person as they are now, whether or not they are logged in; null when they are disabled. */
export async function resolvePerson(context: AuthContext, userId: string, workId: string) {
  const identity = await findPerson(context.system, userId);
  return identity ? principalOf(identity, workId) : null;
}

/** A person as one of the staff sees the portal with their eyes; null when the viewer may not do so any more. */
async function resolveViewing(context: AuthContext, userId: string, viewingId: string) {
  const viewer = await findViewer(context.system, userId, viewingId, context.now().toISOString());
  const identity = viewer && (await findPerson(context.system, userId));
  if (!identity || identity.staff_roles.length > 0) return nobody;
  const { id, staff_roles, locale } = viewer;
  const asStaff = { kind: 'user', id, session_id: viewingId, memberships: [], staff_roles } as const;
  if (isNowhere(scopeOf(context.access, asStaff, 'people.view_as'))) return nobody;
  return { principal: { ...principalOf(identity, viewingId), viewed_by: { id } }, locale };
}

function principalOf({ id, memberships, staff_roles }: SessionIdentity, sessionId: string) {
  return { kind: 'user' as const, id, session_id: sessionId, memberships, staff_roles };
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
