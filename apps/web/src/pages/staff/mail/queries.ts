import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export function mailQuery(id: string) {
  return queryOptions({
    queryKey: ['mails', id],
    queryFn: ({ signal }) => api.notifications.getMail({ params: { id } }, { signal }),
  });
}
