import type { Closing } from '@kabinet/contracts/organizations/closing-resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../../api/api.ts';

const POLL_MS = 1_000;

/** Other services are at work; who looks sees it go on. */
function isUnderWay({ status }: Pick<Closing, 'status'>): boolean {
  return status === 'weighing' || status === 'closing';
}

/** The closing of an organization or its preview, asked for again as long as it goes on. */
export function closingQuery(id: string) {
  return queryOptions({
    queryKey: ['closing', id],
    queryFn: ({ signal }) => api.organizations.getClosing({ params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  });
}
