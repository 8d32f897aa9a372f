import type { NotificationsContext } from '../context.ts';
import { fetchOverdue } from '../queries/mail.ts';
import { enqueueSending } from './enqueue-sending.ts';

const OVERDUE_MS = 15 * 60_000;
const BATCH = 500;

/** Adds the job again for mails whose own was lost: a worker that was killed keeps its job locked for hours. */
export async function retryOverdueMails(context: NotificationsContext): Promise<void> {
  const before = new Date(context.now().getTime() - OVERDUE_MS).toISOString();
  const overdue = await fetchOverdue(context.db, before, BATCH);
  await context.db.transaction(async (tx) => {
    for (const id of overdue) await enqueueSending(context, tx, id);
  });
}
