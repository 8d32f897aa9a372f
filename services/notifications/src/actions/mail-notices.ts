import type { Transaction } from '@kabinet/database';
import type { NotificationsContext } from '../context.ts';
import { assignItems, fetchDueItems } from '../queries/mail-item.ts';
import { insertMail } from '../queries/mail.ts';
import { enqueueSending } from './enqueue-sending.ts';

const BATCH = 500;

/** The job that turns what is due into mails: one per person, whatever has come together. */
export async function mailNotices(context: NotificationsContext): Promise<void> {
  while (await context.system.transaction((tx) => mailBatch(context, tx)));
}

async function mailBatch(context: NotificationsContext, tx: Transaction): Promise<boolean> {
  const now = context.now().toISOString();
  const items = await fetchDueItems(tx, now, BATCH);
  for (const [userId, own] of Map.groupBy(items, (item) => item.user_id)) {
    const id = context.newId();
    await insertMail(tx, { ...newMail(context, id, now), kind: 'notices', reference_id: id, reader_id: userId });
    await assignItems(
      tx,
      userId,
      own.map(({ notice_id }) => notice_id),
      id,
    );
    await enqueueSending(context, tx, id);
  }
  return items.length > 0;
}

/** The columns that every new mail begins with. */
function newMail(context: NotificationsContext, id: string, now: string) {
  const host = new URL(context.installation.publicUrl).hostname;
  return { id, message_id: `<${id}@${host}>`, next_attempt_at: now, created_at: now, updated_at: now };
}
