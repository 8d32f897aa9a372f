import type { Content } from '@kabinet/contract/content';
import type { NotificationsContext } from '../context.ts';
import { positionOf, readPosition, RETRY, writeLiveEvent } from '../domain/live-event.ts';
import type { LiveStream } from '../live/live-streams.ts';
import { fetchReceived } from '../queries/received.ts';
import { readerOf, signedIn } from '../reader.ts';
import { countUnread } from './read-received.ts';
import { lookForNews, tellLive } from './tell-live.ts';

/**
 * A transaction may take five seconds, and clocks of processes differ: what was published so long before a place may have become visible
 * after it.
 */
const OVERLAP_MS = 30_000;
/** Who missed more reads the list. */
const MOST_MISSED = 100;

/** What comes for the caller, from `lastEventId` on where that is a place that was given out. Opening throws `too_many_streams`. */
export function streamNotifications(context: NotificationsContext, lastEventId: string | undefined): Content {
  const { id: userId } = signedIn(context);
  return {
    async open(_part, signal) {
      const { stream, readable } = context.state.live.open(context, userId, lookForNews, signal);
      try {
        stream.write(RETRY);
        await begin(stream, readPosition(lastEventId));
      } catch (error) {
        readable.destroy();
        throw error;
      }
      return readable;
    },
  };
}

/** It listens already: what comes while this is read is told by the next look. */
async function begin(stream: LiveStream, since: Date | undefined): Promise<void> {
  const context = stream.context.renew();
  const here = positionOf({ published_at: context.now().toISOString(), id: NOTHING });
  if (since) await tellMissed(stream, since);
  stream.write(writeLiveEvent({ event: 'unread', data: await countUnread(context), id: here }));
}

const NOTHING = '00000000-0000-0000-0000-000000000000';

async function tellMissed(stream: LiveStream, since: Date): Promise<void> {
  const context = stream.context.renew();
  const from = new Date(since.getTime() - OVERLAP_MS).toISOString();
  const page = { descending: false, after: { key: from, id: NOTHING }, limit: MOST_MISSED };
  const missed = await fetchReceived(context.db, readerOf(context), {}, page);
  if (missed.length > MOST_MISSED) return stream.write(writeLiveEvent({ event: 'reset', data: {} }));
  for (const received of missed) tellLive(stream, received);
}
