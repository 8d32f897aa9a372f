import type { NotificationsContext } from '../context.ts';
import { positionOf, writeLiveEvent } from '../domain/live-event.ts';
import type { Listeners, LiveStream } from '../live/live-streams.ts';
import { findReceived, type Received } from '../queries/received.ts';
import { fetchRecentNotices, fetchTold, type RecentNotice } from '../queries/recent-notice.ts';
import { readerOf } from '../reader.ts';
import { countUnread, present } from './read-received.ts';

/** Longer than any transaction takes, with room for clocks that differ: a notice may be seen so long after it was published. */
const WINDOW_MS = 15_000;
/** Readers are told so many at a time: an announcement to everyone does not take all connections to the database. */
const AT_ONCE = 4;

/** Tells those who listen what has come for them. Scheduled announcements come without anybody doing anything. */
export async function lookForNews(listeners: Listeners, seen: Map<string, string>): Promise<void> {
  const [[first] = []] = listeners.values();
  if (!first) return;
  const context = first.context.renew();
  try {
    const now = context.now();
    const since = new Date(now.getTime() - WINDOW_MS).toISOString();
    for (const [id, published] of seen) if (published < since) seen.delete(id);
    const recent = await fetchRecentNotices(context.system, since, now.toISOString());
    for (const notice of recent.filter(({ id }) => !seen.has(id))) {
      await tellOf(context, listeners, notice);
      seen.set(notice.id, new Date(notice.published_at).toISOString());
    }
  } catch (error) {
    // The next look sees the same again.
    context.log.warn({ err: error }, 'looking for news of live streams failed');
  }
}

async function tellOf(context: NotificationsContext, listeners: Listeners, notice: RecentNotice): Promise<void> {
  const users = [...listeners.keys()];
  const concerned = notice.audience === 'people' ? await fetchTold(context.renew().system, notice, users) : users;
  const streams = concerned.flatMap((userId) => [...(listeners.get(userId) ?? [])]).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const stream of streams) await tellOne(stream, notice.id);
    }),
  );
}

/** By the rights and in the language of who listens: what they may not know of is not told. */
async function tellOne(stream: LiveStream, noticeId: string): Promise<void> {
  const context = stream.context.renew();
  const received = await findReceived(context.db, readerOf(context), noticeId);
  if (!received) return;
  tellLive(stream, received);
  stream.write(writeLiveEvent({ event: 'unread', data: await countUnread(context.renew()) }));
}

export function tellLive(stream: LiveStream, received: Received): void {
  stream.write(writeLiveEvent({ event: 'notification', data: present(stream.context, received), id: positionOf(received) }));
}
