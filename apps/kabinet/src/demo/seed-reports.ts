import type { UserPrincipal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import { reportsContract } from '@kabinet/contracts/reports';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';

/** Who had reports made, and of what. */
const demoReports = [
  { email: 'owner@holding.example', report: 'licenses', format: 'xlsx', query: { status: 'active', sort: 'valid_until' } },
  { email: 'owner@holding.example', report: 'issues', format: 'csv', query: { sort: '-created_at' } },
  { email: 'account@kabinet.example', report: 'certificates', format: 'pdf', query: { sort: 'valid_until', status: 'active' } },
] as const;

/** Reports of the demo's people, in their names. Done again, it finds them there. */
export async function seedReports(composition: Composition, vendor: UserPrincipal): Promise<void> {
  for (const { email, ...body } of demoReports) {
    const client = clientOf(composition, reportsContract, await personCalled(composition, vendor, email));
    const { items } = await client.listReports({ query: { report: [body.report] } });
    if (items.length === 0) await client.createReport({ body });
  }
}

async function personCalled(composition: Composition, vendor: UserPrincipal, email: string): Promise<UserPrincipal> {
  const { items } = await clientOf(composition, authContract, vendor).listUsers({ query: { q: email } });
  const user_id = items.find((user) => user.email === email)?.id ?? '';
  const { principal } = await clientOf(composition, authContract).resolvePerson({ body: { user_id, work_id: user_id } });
  if (!principal) throw new Error(`nobody of the demo is called ${email}`);
  return principal;
}
