import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

const LOOK_AGAIN_MS = 2_000;

/** An upload with its files; asked for again while they are being checked. */
export function uploadQuery(id: string) {
  return queryOptions({
    queryKey: ['uploads', id],
    queryFn: ({ signal }) => api.artifacts.getUpload({ params: { id } }, { signal }),
    refetchInterval: ({ state: { data } }) => data?.state === 'checking' && LOOK_AGAIN_MS,
  });
}
