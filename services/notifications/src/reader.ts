import { isNowhere } from '@kabinet/contract/access';
import type { UserPrincipal } from '@kabinet/contract/principal';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from './context.ts';
import { kindRules } from './domain/kinds.ts';
import type { Reader } from './queries/received.ts';

/** The user who calls. Throws `forbidden` for machines: nobody is told through them. */
export function signedIn(context: NotificationsContext): UserPrincipal {
  const { principal } = context.origin;
  if (principal.kind !== 'user') throw problem('forbidden');
  return principal;
}

export function readerOf(context: NotificationsContext): Reader {
  const now = context.now().toISOString();
  return { userId: signedIn(context).id, scopeOf: (permission) => context.scope(permission), kinds: kindRules, now, horizon: now };
}

/** As `readerOf`, and who edits announcements has the scheduled ones already. */
export function editorOf(context: NotificationsContext): Reader {
  const reader = readerOf(context);
  return isNowhere(context.scope('notifications.manage')) ? reader : { ...reader, horizon: '9999-12-31T00:00:00Z' };
}
