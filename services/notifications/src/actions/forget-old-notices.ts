import type { NotificationsContext } from '../context.ts';
import { deleteNoticesBefore, keepReceiptMonths } from '../queries/retention.ts';

/** People look back a year; what is older goes, a month at a time. */
const KEPT_MONTHS = 13;
const AHEAD_MONTHS = 3;

/** Makes the partitions of the months to come and drops those that are over. */
export async function forgetOldNotices(context: NotificationsContext): Promise<void> {
  const now = context.now();
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - KEPT_MONTHS, 1)).toISOString();
  await keepReceiptMonths(context.system, now.toISOString(), before, AHEAD_MONTHS);
  await deleteNoticesBefore(context.system, before);
}
