import type { UserPrincipal } from '@kabinet/contract/principal';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from './context.ts';
import type { Reader } from './queries/received.ts';

/** The user who calls. Throws `forbidden` for machines: nobody is told through them. */
export function signedIn(context: NotificationsContext): UserPrincipal {
  const { principal } = context.origin;
  if (principal.kind !== 'user') throw problem('forbidden');
  return principal;
}

export function readerOf(context: NotificationsContext): Reader {
  return { userId: signedIn(context).id, scopeOf: (permission) => context.scope(permission), now: context.now().toISOString() };
}
