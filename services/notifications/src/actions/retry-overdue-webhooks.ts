import type { NotificationsContext } from '../context.ts';
import { fetchOverdueWebhooks } from '../queries/webhook-delivery.ts';
import { enqueueDelivering } from './enqueue-delivering.ts';

const OVERDUE_MS = 15 * 60_000;
const BATCH = 500;

/** Adds the job again for webhooks whose own was lost. */
export async function retryOverdueWebhooks(context: NotificationsContext): Promise<void> {
  const before = new Date(context.now().getTime() - OVERDUE_MS).toISOString();
  const overdue = await fetchOverdueWebhooks(context.system, before, BATCH);
  await context.system.transaction(async (tx) => {
    for (const id of overdue) await enqueueDelivering(context, tx, id);
  });
}
