import { isNowhere } from '@kabinet/contract/access';
import type { NotificationChanges } from '@kabinet/contracts/notifications/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { NotificationsContext } from '../context.ts';
import type { NoticeData } from '../domain/words.ts';
import { lockAnnouncement, updateNotice, type NoticeRow } from '../queries/notice.ts';
import { markReceipt, muteTerms } from '../queries/receipt.ts';
import { signedIn } from '../reader.ts';
import { publishAnnouncement, statusOf } from './announce.ts';
import { requireReceived } from './read-received.ts';

const FOR_GOOD = '9999-12-31';

/**
 * What a reader does with what they were told, and what staff do with what they announced: `PATCH /notifications/{id}` is both in
 * the customer's contract. Throws `notification_not_found`, `notification_warns_of_nothing`, `forbidden`, `not_an_announcement`,
 * `announcement_over`, `version_mismatch`.
 */
export async function changeNotification(context: NotificationsContext, id: string, changes: NotificationChanges): Promise<void> {
  const { read, snoozed_until, acknowledged, ...edits } = changes;
  const { id: userId } = signedIn(context);
  const received = await requireReceived(context, id);
  if (Object.keys(edits).length > 0) await editAnnouncement(context, id, edits);
  if (read === undefined && snoozed_until === undefined && acknowledged === undefined) return;
  const until = acknowledged === true ? FOR_GOOD : snoozed_until;
  await context.db.transaction(async (tx) => {
    if (read !== undefined) await markReceipt(tx, userId, received, { read_at: read ? context.now().toISOString() : null });
    if (until !== undefined || acknowledged === false) await muteTerms(tx, userId, warnedTerms(received.data), until ?? null);
  });
}

function warnedTerms(data: NoticeData) {
  if (data.what !== 'expiry') throw problem('notification_warns_of_nothing');
  return data.holdings;
}

type Edits = Pick<NotificationChanges, 'title' | 'body' | 'link' | 'published_at'>;

/** What was published keeps its day: people have it already. */
async function editAnnouncement(context: NotificationsContext, id: string, edits: Edits): Promise<void> {
  requireAuthor(context);
  await context.system.transaction(async (tx) => {
    const before = await lockForAuthor(context, tx, id);
    if (before.data.what !== 'announcement') throw problem('not_an_announcement');
    const status = statusOf(before, context.now());
    if (status === 'withdrawn' || (edits.published_at !== undefined && status !== 'scheduled')) throw problem('announcement_over');
    const { published_at, ...words } = edits;
    const day = published_at === undefined ? undefined : new Date(Math.max(Date.parse(published_at), context.now().getTime()));
    await updateNotice(tx, id, {
      data: { ...before.data, ...words },
      updated_at: context.now().toISOString(),
      ...(day ? { published_at: day.toISOString() } : {}),
    });
    if (day) await context.enqueue(tx, 'mail_announcement', { notice_id: id }, { key: `announcement:${id}`, runAt: day });
    await publishAnnouncement(context, tx, 'announcement_changed', id);
  });
}

/** Takes a notification off the caller's list; an announcement, when its authors do it, off everybody's. */
export async function deleteNotification(context: NotificationsContext, id: string): Promise<void> {
  if (!isNowhere(context.scope('notifications.manage')) && (await withdraw(context, id))) return;
  const { id: userId } = signedIn(context);
  const received = await requireReceived(context, id);
  await context.db.transaction((tx) => markReceipt(tx, userId, received, { hidden_at: context.now().toISOString() }));
}

async function withdraw(context: NotificationsContext, id: string): Promise<boolean> {
  return context.system.transaction(async (tx) => {
    const before = await lockAnnouncement(tx, id);
    if (!before) return false;
    if (before.withdrawn_at !== null) return true;
    const now = context.now().toISOString();
    await updateNotice(tx, id, { withdrawn_at: now, updated_at: now });
    await publishAnnouncement(context, tx, 'announcement_withdrawn', id);
    return true;
  });
}

function requireAuthor(context: NotificationsContext): void {
  if (isNowhere(context.scope('notifications.manage'))) throw problem('forbidden');
}

async function lockForAuthor(context: NotificationsContext, tx: Transaction, id: string): Promise<NoticeRow> {
  const notice = await lockAnnouncement(tx, id);
  if (!notice) throw problem('not_an_announcement');
  if (context.ifMatch !== undefined && context.ifMatch !== notice.version) throw problem('version_mismatch');
  return notice;
}
