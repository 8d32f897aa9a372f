import type { Input } from '@kabinet/contract';
import { principalKey } from '@kabinet/contract/principal';
import type { notificationsContract } from '@kabinet/contracts/notifications';
import type { Notification } from '@kabinet/contracts/notifications/resources';
import { problem } from '@kabinet/problem';
import type { ListPage } from '@kabinet/service';
import type { NotificationsContext } from '../context.ts';
import { wordsOf } from '../domain/words.ts';
import { markAllRead } from '../queries/receipt.ts';
import { countReceived, fetchReceived, findReceived, type Received } from '../queries/received.ts';
import { editorOf, readerOf } from '../reader.ts';

type ListQuery = Input<(typeof notificationsContract)['operations']['listNotifications']>['query'];

const DEFAULT_LIMIT = 50;
const BELL_LIMIT = 100;

/** What the caller was told, the newest first unless asked otherwise. */
export async function listReceived(context: NotificationsContext, input: ListQuery): Promise<ListPage<Notification>> {
  const { cursor, limit = DEFAULT_LIMIT, sort = '-created_at', count, ...filter } = input;
  const identity = JSON.stringify([
    'listNotifications',
    principalKey(context.origin.principal),
    sort,
    filter.kind,
    filter.unread,
    filter.q,
  ]);
  const reader = readerOf(context);
  const after = cursor === undefined ? undefined : context.cursors.open(cursor, identity);
  const [rows, total] = await Promise.all([
    fetchReceived(context.db, reader, filter, { descending: sort.startsWith('-'), after, limit }),
    count === true ? countReceived(context.db, reader, filter, null) : undefined,
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => present(context, row)),
    next_cursor: last ? context.cursors.sign({ key: last.published_at, id: last.id }, identity) : null,
    ...(total === undefined ? {} : { total }),
  };
}

/** Throws `notification_not_found`. */
export async function readReceived(context: NotificationsContext, id: string): Promise<Notification> {
  return present(context, await requireReceived(context, id));
}

export async function requireReceived(context: NotificationsContext, id: string): Promise<Received> {
  const received = await findReceived(context.db, editorOf(context), id);
  if (!received) throw problem('notification_not_found');
  return received;
}

/** What the caller has not read, counted up to 100. */
export async function countUnread(context: NotificationsContext): Promise<{ unread: number }> {
  return { unread: await countReceived(context.db, readerOf(context), { unread: true }, BELL_LIMIT) };
}

export async function readAll(context: NotificationsContext): Promise<void> {
  const reader = readerOf(context);
  const unread = await fetchReceived(context.db, reader, { unread: true }, { descending: true, after: undefined, limit: 1_000 });
  const broadcasts = unread.filter(({ audience }) => audience !== 'people');
  await context.db.transaction((tx) => markAllRead(tx, reader.userId, broadcasts, reader.now));
}

/** A notification in the language of who asks. */
export function present(
  context: NotificationsContext,
  { id, kind, data, cabinet, published_at, read_at, snoozed_until }: Received,
): Notification {
  const { title, body, link } = wordsOf(data, context.origin.locale, context.today());
  return { id, kind, title, body, link, cabinet, created_at: published_at, read_at, snoozed_until };
}
