import { notificationEvents } from '@kabinet/contracts/notifications/events';
import { notificationKinds, type Preference, type PreferenceChoice } from '@kabinet/contracts/notifications/resources';
import { isNowhere } from '@kabinet/contract/access';
import type { NotificationsContext } from '../context.ts';
import { kindRules } from '../domain/kinds.ts';
import { fetchChoices, fetchInheritedPaces, saveChoices } from '../queries/preference.ts';
import { signedIn } from '../reader.ts';

/** Where the caller is told of each kind that can reach them. */
export async function readPreferences(context: NotificationsContext): Promise<{ items: Preference[] }> {
  const user = signedIn(context);
  const anchors = user.memberships.map(({ organization_id }) => organization_id);
  const [choices, inherited] = await Promise.all([fetchChoices(context.db, user.id), fetchInheritedPaces(context.db, anchors)]);
  return {
    items: notificationKinds
      .filter((kind) => canReach(context, kind))
      .map((kind) => {
        const choice = choices.find((one) => one.kind === kind);
        const chosen = { portal: choice?.portal ?? null, email: choice?.email ?? null };
        return { kind, portal: chosen.portal ?? true, email: chosen.email ?? inherited[kind] ?? kindRules[kind].email, chosen };
      }),
  };
}

function canReach(context: NotificationsContext, kind: Preference['kind']): boolean {
  const { permission } = kindRules[kind];
  return permission === null || !isNowhere(context.scope(permission));
}

/** Replaces what the caller chose; kinds that are left out follow the organization again. */
export async function choosePreferences(
  context: NotificationsContext,
  items: readonly PreferenceChoice[],
): Promise<{ items: Preference[] }> {
  const { id } = signedIn(context);
  const newest = new Map(items.map((item) => [item.kind, item]));
  await context.db.transaction(async (tx) => {
    await saveChoices(tx, id, [...newest.values()]);
    await context.publish(tx, notificationEvents.preferences_changed, {
      subject: id,
      version: context.now().getTime(),
      organization_id: null,
      root_id: null,
      data: { id, kinds: [...newest.keys()] },
    });
  });
  return readPreferences(context);
}
