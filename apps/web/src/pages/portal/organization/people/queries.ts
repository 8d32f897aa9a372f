import type { CabinetUser } from '@kabinet/contracts/auth/resources';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { api } from '../../../../api/api.ts';
import { queryClient } from '../../../../api/query-client.ts';
import type { ListDefinition } from '../../../../components/list/list-definition.ts';

/** Somebody as a member of an organization, or invited to it. */
export interface PersonOf {
  readonly organization: Pick<Cabinet, 'id' | 'name'>;
  readonly person: CabinetUser;
}

export function peopleList(id: string): ListDefinition<CabinetUser> {
  return {
    name: 'people',
    of: id,
    fetch: (query, signal) => api.auth.listCabinetUsers({ params: { id }, query }, { signal }),
    filters: [],
    sort: 'name',
  };
}

/** The person as they are now, with the version that a change needs. */
export function readPerson({ organization, person }: PersonOf): Promise<CabinetUser> {
  return api.auth.getCabinetUser({ params: { id: organization.id, user_id: person.id } });
}

export async function showPeopleChanges(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['people'] });
}
