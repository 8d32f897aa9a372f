import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import type { Me } from '@kabinet/contracts/auth/resources';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';

export function organizationQuery(id: string) {
  return queryOptions({
    queryKey: ['cabinets', 'one', id],
    queryFn: ({ signal }) => api.organizations.getCabinet({ params: { id } }, { signal }),
  });
}

const PAGE_SIZE = 100;

/** What hangs directly below an organization, by name, a page at a time. */
export function childrenQuery(id: string) {
  const query = { parent_id: id, sort: 'name' as const, limit: PAGE_SIZE };
  return infiniteQueryOptions({
    queryKey: ['cabinets', 'children', id],
    queryFn: ({ pageParam, signal }) =>
      api.organizations.listCabinets({ query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
}

/** The tops of what a person sees: organizations of their memberships that hang below no other one of them. */
export function topsQuery({ id, memberships }: Pick<Me, 'id' | 'memberships'>) {
  const seen = memberships.filter(({ disabled, held_back }) => !held_back && !disabled.includes('organizations'));
  return queryOptions({
    queryKey: ['cabinets', 'tops', id],
    queryFn: async ({ signal }): Promise<readonly Cabinet[]> => {
      const cabinets = await Promise.all(
        seen.map(({ cabinet }) => api.organizations.getCabinet({ params: { id: cabinet.id } }, { signal })),
      );
      // A parent that can be named can be seen, so that the organization stands below it already.
      return cabinets.filter(({ parent_id }) => parent_id === null);
    },
  });
}

/** After a change everything that names organizations or shows their tree asks again. */
export async function showOrganizationChanges(): Promise<void> {
  await Promise.all([['cabinets'], ['cabinet'], ['me']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
