import { notificationEvents } from '@kabinet/contracts/notifications/events';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import { stopMails } from '../queries/preference.ts';
import { openSubscription } from '../unsubscribing.ts';

/** Ends the mails that a link stands for, for its person (RFC 8058). Throws `invalid_unsubscribe_link`. */
export async function unsubscribe(context: NotificationsContext, token: string): Promise<void> {
  const subscription = openSubscription(token, context.installation.secret);
  if (!subscription) throw problem('invalid_unsubscribe_link');
  const { userId, kinds } = subscription;
  await context.system.transaction(async (tx) => {
    await stopMails(tx, userId, kinds);
    const about = { subject: userId, version: context.now().getTime(), organization_id: null, root_id: null };
    await context.publish(tx, notificationEvents.preferences_changed, { ...about, data: { id: userId, kinds: [...kinds] } });
  });
}
