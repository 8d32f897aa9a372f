import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { queryClient } from './query-client.ts';

const LOOK_AGAIN_MS = 30_000;

/** How much the person has not read: asked again and again while the page is looked at. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: async () => (await api.notifications.countUnreadNotifications({})).unread,
  refetchInterval: LOOK_AGAIN_MS,
});

export async function showNotificationChanges(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['notifications'] });
}

/** Marks one as read or unread. */
export async function markNotification(id: string, read: boolean): Promise<void> {
  await api.notifications.changeNotification({ params: { id }, body: { read } });
  await showNotificationChanges();
}
