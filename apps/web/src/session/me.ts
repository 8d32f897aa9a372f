import type { Permission } from '@kabinet/contracts/access';
import type { Me } from '@kabinet/contracts/auth/resources';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { ensure, queryClient } from '../api/query-client.ts';

const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => api.auth.getMe({}), staleTime: 60_000 });

/** Who is logged in. */
export function loadMe(): Promise<Me> {
  return ensure(meQuery);
}

/** Who is looked as has changed: everything that was asked by another is forgotten, and all of the page hears who it is now. */
export async function switchPerson(): Promise<void> {
  await queryClient.cancelQueries();
  const me = await api.auth.getMe({});
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  queryClient.setQueryData(meQuery.queryKey, me);
}

/** Who is logged in; only inside the shell, which is shown to nobody else. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/**
 * What a page asks of who visits it: a permission, or to be one of the vendor's staff, to whom it shows every client's, or
 * to be a member of an organization that lets them in.
 */
export type Requirement = Permission | 'staff' | 'member';

export function meets({ permissions, staff_roles, memberships }: Me, requirement: Requirement): boolean {
  switch (requirement) {
    case 'staff':
      return staff_roles.length > 0;
    case 'member':
      return memberships.some(({ held_back }) => !held_back);
    default:
      return permissions.includes(requirement);
  }
}

/** Whether the person holds the permission anywhere. What the API refuses is told by its answer. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
