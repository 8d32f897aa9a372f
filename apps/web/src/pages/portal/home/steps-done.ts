import type { Me } from '@kabinet/contracts/auth/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

/** The organization whose owner the person is; undefined for everybody else, and while staff look with their eyes. */
export function ownedBy({ memberships, staff_roles, viewed_by }: Me): string | undefined {
  if (staff_roles.length > 0 || viewed_by !== null) return undefined;
  return memberships.find(({ role, held_back, disabled }) => role === 'owner' && !held_back && disabled.length === 0)?.cabinet.id;
}

/** What can be seen to be done already: whether there are other people, and whether anything was downloaded. */
export function doneQuery(cabinetId: string) {
  return queryOptions({
    queryKey: ['people', 'first-steps', cabinetId],
    queryFn: async ({ signal }) => {
      const [people, downloads] = await Promise.all([
        api.auth.listCabinetUsers({ params: { id: cabinetId }, query: { limit: 2 } }, { signal }),
        api.artifacts.listDownloads({ query: { cabinet_id: cabinetId, limit: 1 } }, { signal }),
      ]);
      return { people: people.items.length > 1, download: downloads.items.length > 0 };
    },
  });
}
