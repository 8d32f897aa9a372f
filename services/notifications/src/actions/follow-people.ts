import type { EventOf } from '@kabinet/contract/events';
import type { authEvents } from '@kabinet/contracts/auth/events';
import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { onlyUser } from '../queries/recipients.ts';
import { recordMembership, recordPerson } from '../queries/person.ts';
import { actorOf, tell } from './tell.ts';

type UserEvent = EventOf<typeof authEvents.user_created>;
type MembershipEvent = EventOf<typeof authEvents.membership_granted>;

export async function followPerson(_context: NotificationsContext, { data, version }: UserEvent, tx: Transaction): Promise<void> {
  const { id, status, locale, staff_roles } = data;
  await recordPerson(tx, { id, status, locale, staff_roles, version });
}

const TOLD = {
  'membership.granted': 'role_granted',
  'membership.changed': 'role_changed',
  'membership.removed': 'role_removed',
} as const;

/** Keeps who belongs where, and tells the person when somebody else changed it. */
export async function followMembership(context: NotificationsContext, event: MembershipEvent, tx: Transaction): Promise<void> {
  const { id, user_id, organization_id, role, disabled } = event.data;
  const ended = event.type === 'membership.removed';
  const root_id = event.rootid ?? organization_id;
  await recordMembership(tx, { id, user_id, organization_id, root_id, role, disabled, version: event.version, ended });
  const what = Object.entries(TOLD).find(([type]) => type === event.type)?.[1];
  const by = actorOf(event);
  // Who accepts an invitation, or is entered by the installation, knows.
  if (event.republished || what === undefined || by === null) return;
  // Who has left may not be told of the organization any more; that they have left, they may.
  const organization = ended ? {} : { organization: { id: organization_id, root_id } };
  const news = { kind: 'people', cause: event.id, data: { what, role }, recipients: onlyUser(user_id), by } as const;
  await tell(context, tx, { ...news, ...organization });
}
