import type { Notification as NotificationSchema } from '@kabinet/contracts/notifications/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export type Notification = NotificationSchema;

export function notificationQuery(id: string) {
  return queryOptions({
    queryKey: ['notifications', 'one', id],
    queryFn: ({ signal }) => api.notifications.getNotification({ params: { id } }, { signal }),
  });
}

export const preferencesQuery = queryOptions({
  queryKey: ['notification-preferences'],
  queryFn: ({ signal }) => api.notifications.getNotificationPreferences({}, { signal }),
});

export function defaultsQuery(id: string) {
  return queryOptions({
    queryKey: ['notification-defaults', id],
    queryFn: ({ signal }) => api.notifications.getNotificationDefaults({ params: { id } }, { signal }),
  });
}
