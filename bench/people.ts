import { authContract } from '@kabinet/contracts/auth';
import type { StaffRole } from '@kabinet/contracts/access';
import { isProblem } from '@kabinet/problem';
import { clientOf } from '../apps/kabinet/src/clients.ts';
import { settle } from '../apps/kabinet/src/settle.ts';
import { organizationId } from './dataset.ts';
import { PASSWORD, type BenchInstallation } from './installation.ts';

/** Somebody who can log in. */
export interface BenchPerson {
  readonly email: string;
  readonly staff_roles?: readonly StaffRole[];
  /** The number of the organization whose viewer they are. */
  readonly organization?: number;
}

export const ADMIN: BenchPerson = { email: 'admin@bench.example', staff_roles: ['administrator'] };

/** The root of a tree of ten, all of whose people can be written to. */
export const MAILED_ORGANIZATION = 10_011;

/** Adds those who are not there yet; every service has heard of them afterwards. */
export async function addPeople(bench: BenchInstallation, people: readonly BenchPerson[]): Promise<void> {
  const client = clientOf(bench.portal.composition, authContract);
  for (const { email, staff_roles = [], organization } of people) {
    const memberships = organization === undefined ? [] : [{ organization_id: organizationId(organization), role: 'viewer' as const }];
    const body = { email, name: 'Bench', password: PASSWORD, staff_roles: [...staff_roles], memberships };
    await client.createUser({ body }).catch((error: unknown) => {
      if (!isProblem(error, 'user_exists')) throw error;
    });
  }
  await settle(bench.portal.composition);
}
