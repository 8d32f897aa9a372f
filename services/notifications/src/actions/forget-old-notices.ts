import type { NotificationsContext } from '../context.ts';
import { deleteNoticesBefore, findRetention, keepReceiptMonths } from '../queries/retention.ts';

const AHEAD_MONTHS = 3;

/** Makes the partitions of the months to come and drops those that are over: what is older than the vendor keeps goes a month at a time. */
export async function forgetOldNotices(context: NotificationsContext): Promise<void> {
  const now = context.now();
  const { notice_months } = await findRetention(context.system);
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - notice_months, 1)).toISOString();
  await keepReceiptMonths(context.system, now.toISOString(), before, AHEAD_MONTHS);
  await deleteNoticesBefore(context.system, before);
}
