import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { LiveNotifications } from './live-notifications.ts';
import { queryClient } from './query-client.ts';

const LOOK_AGAIN_MS = 30_000;

/** How much the person has not read: told live, and where that cannot be asked again and again while the page is looked at. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: async () => (await api.notifications.countUnreadNotifications({})).unread,
  refetchInterval: () => (live.isOpen ? false : LOOK_AGAIN_MS),
});

const live = new LiveNotifications({
  async opened(isOpen) {
    if (!isOpen) await queryClient.invalidateQueries({ queryKey: unreadQuery.queryKey });
  },
  unread: (unread) => void queryClient.setQueryData(unreadQuery.queryKey, unread),
  arrived: () => queryClient.invalidateQueries({ queryKey: ['notifications', 'list'] }),
});

/** Has the bell, and the list where it is shown, follow what comes; answers how to stop. */
export function followNotifications(): () => void {
  return live.follow();
}

export async function showNotificationChanges(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['notifications'] });
}

/** Marks one as read or unread. */
export async function markNotification(id: string, read: boolean): Promise<void> {
  await api.notifications.changeNotification({ params: { id }, body: { read } });
  await showNotificationChanges();
}
