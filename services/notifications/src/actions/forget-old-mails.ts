import type { NotificationsContext } from '../context.ts';
import { deleteMailsBefore } from '../queries/retention.ts';

/** Longer than any event may be replayed: a mail that is forgotten is not queued again. */
const KEPT_MS = 90 * 86_400_000;

/** Personal data is not kept for longer than it is of use. */
export async function forgetOldMails(context: NotificationsContext): Promise<void> {
  await deleteMailsBefore(context.db, new Date(context.now().getTime() - KEPT_MS).toISOString());
}
