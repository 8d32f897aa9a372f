import type { NotificationsContext } from '../context.ts';
import { deleteDeliveriesBefore } from '../queries/retention.ts';

const KEPT_MS = 30 * 86_400_000;

/** Forgets what webhooks were sent a month ago. */
export async function forgetOldDeliveries(context: NotificationsContext): Promise<void> {
  await deleteDeliveriesBefore(context.system, new Date(context.now().getTime() - KEPT_MS).toISOString());
}
