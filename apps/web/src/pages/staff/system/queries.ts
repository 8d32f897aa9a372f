import type { DeadLetter } from '@kabinet/contracts/system/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import type { ListDefinition } from '../../../components/list/list-definition.ts';

const SYSTEM = 'system';
/** Somebody who looks at this page waits for something to go away. */
const LOOK_AGAIN_MS = 10_000;

export const servicesQuery = queryOptions({
  queryKey: [SYSTEM, 'services'],
  queryFn: async ({ signal }) => (await api.system.listServices({}, { signal })).items,
  refetchInterval: LOOK_AGAIN_MS,
});

export function serviceQuery(service: string) {
  return queryOptions({
    queryKey: [SYSTEM, 'service', service],
    queryFn: ({ signal }) => api.system.getService({ params: { service } }, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function deadLetters(service: string): ListDefinition<DeadLetter> {
  return {
    name: SYSTEM,
    of: service,
    fetch: (query, signal) => api.system.listDeadLetters({ params: { service }, query }, { signal }),
    filters: [],
    sort: '-failed_at',
  };
}

/** Of work that waits for staff elsewhere, how much there is. */
export const heldQuery = queryOptions({
  queryKey: [SYSTEM, 'held'],
  queryFn: async ({ signal }) =>
    counted(await api.artifacts.listUploads({ query: { state: ['held'], limit: 1, count: true } }, { signal })),
});

export const undeliveredQuery = queryOptions({
  queryKey: [SYSTEM, 'undelivered'],
  queryFn: async ({ signal }) =>
    counted(await api.issues.listDeliveries({ query: { state: ['waiting', 'failed'], limit: 1, count: true } }, { signal })),
});

function counted({ total = 0 }: { readonly total?: number }): number {
  return total;
}

/** Has the service try events once more, those named or all, and looks what became of it. Answers how many. */
export async function replay(service: string, event_ids: readonly string[] | undefined, idempotencyKey: string): Promise<number> {
  const body = event_ids === undefined ? {} : { event_ids: [...event_ids] };
  const { replayed } = await api.system.replayDeadLetters({ params: { service }, body }, { idempotencyKey });
  await queryClient.invalidateQueries({ queryKey: [SYSTEM] });
  return replayed;
}
