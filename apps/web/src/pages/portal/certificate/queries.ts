import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export function certificateQuery(id: string) {
  return queryOptions({
    queryKey: ['certificates', id],
    queryFn: ({ signal }) => api.licenses.getCertificate({ params: { id } }, { signal }),
  });
}
