import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import { notificationEvents } from '@kabinet/contracts/notifications/events';
import {
  notificationKinds,
  type MailPace,
  type NotificationDefaults,
  type NotificationKind,
} from '@kabinet/contracts/notifications/resources';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import { EXPIRY_DAYS, kindRules } from '../domain/kinds.ts';
import { findExpiryDays } from '../queries/holding.ts';
import { cabinetExists, findCabinet } from '../queries/organization.ts';
import { fetchInheritedPaces, findDefault, saveDefault, type Paces } from '../queries/preference.ts';

type NewDefaults = Input<(typeof notificationsContract)['operations']['putNotificationDefaults']>['body'];

/** What an organization sets, and what holds there. Throws `cabinet_not_found`. */
export async function readDefaults(context: NotificationsContext, organizationId: string): Promise<NotificationDefaults> {
  if (!(await cabinetExists(context, organizationId, context.scope('organizations.read')))) throw problem('cabinet_not_found');
  // What a parent set holds below it, also for those who may not see the parent.
  const db = context.system;
  const own = await findDefault(db, organizationId);
  const [days, paces] = await Promise.all([findExpiryDays(db, organizationId), fetchInheritedPaces(db, [organizationId])]);
  const inForce = Object.fromEntries(notificationKinds.map((kind) => [kind, paces[kind] ?? kindRules[kind].email]));
  return {
    expiry_days: own?.expiry_days ?? null,
    email: listed(own?.email ?? {}),
    in_force: { expiry_days: days ?? [...EXPIRY_DAYS], email: listed(inForce) },
  };
}

function listed(paces: Paces): { kind: NotificationKind; email: MailPace }[] {
  return notificationKinds.flatMap((kind) => {
    const email = paces[kind];
    return email === undefined ? [] : [{ kind, email }];
  });
}

/** Replaces what the organization sets; the warnings of all it and those below own are planned anew by a job. */
export async function setDefaults(context: NotificationsContext, organizationId: string, body: NewDefaults): Promise<NotificationDefaults> {
  const now = context.now().toISOString();
  const email = Object.fromEntries(body.email.map(({ kind, email: pace }) => [kind, pace]));
  const days = body.expiry_days?.toSorted((a, b) => b - a) ?? null;
  const organization = await findCabinet(context, organizationId);
  if (!organization) throw problem('cabinet_not_found');
  await context.system.transaction(async (tx) => {
    const version = await saveDefault(tx, organization, { expiry_days: days, email }, now);
    await context.publish(tx, notificationEvents.defaults_changed, {
      subject: organizationId,
      version,
      organization_id: organizationId,
      root_id: organization.root_id,
      data: { organization_id: organizationId, expiry_days: days },
    });
    await context.enqueue(tx, 'plan_warnings', { organization_id: organizationId }, { key: `plan:${organizationId}` });
  });
  return readDefaults(context, organizationId);
}
