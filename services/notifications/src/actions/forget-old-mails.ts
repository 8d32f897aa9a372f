import type { NotificationsContext } from '../context.ts';
import { deleteMailsBefore, findRetention } from '../queries/retention.ts';
import { deleteUndeliverableBefore } from '../queries/undeliverable-address.ts';

const DAY_MS = 86_400_000;
/** An address that mail did not reach is tried again half a year later: companies come back to their domains. */
const GIVEN_UP_MS = 180 * DAY_MS;

/** Personal data is not kept for longer than it is of use. */
export async function forgetOldMails(context: NotificationsContext): Promise<void> {
  const now = context.now().getTime();
  await deleteUndeliverableBefore(context.system, new Date(now - GIVEN_UP_MS).toISOString());
  const { mail_days } = await findRetention(context.system);
  await deleteMailsBefore(context.db, new Date(now - mail_days * DAY_MS).toISOString());
}
