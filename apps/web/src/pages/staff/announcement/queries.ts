import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export function announcementQuery(id: string) {
  return queryOptions({
    queryKey: ['announcements', id],
    queryFn: ({ signal }) => api.notifications.getAnnouncement({ params: { id } }, { signal }),
  });
}
