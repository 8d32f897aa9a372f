import type { NotificationsContext } from '../context.ts';
import { deleteMailsBefore, findRetention } from '../queries/retention.ts';

const DAY_MS = 86_400_000;

/** Personal data is not kept for longer than it is of use. */
export async function forgetOldMails(context: NotificationsContext): Promise<void> {
  const { mail_days } = await findRetention(context.system);
  await deleteMailsBefore(context.db, new Date(context.now().getTime() - mail_days * DAY_MS).toISOString());
}
