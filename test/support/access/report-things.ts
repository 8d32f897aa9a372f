import type { UserPrincipal } from '@kabinet/contract/principal';
import { reportsContract } from '@kabinet/contracts/reports';
import { randomUUIDv7 } from 'node:crypto';
import type { TestedPortal } from '../portal/tested-portal.ts';

/** A report of somebody else's, who sees everything. */
export function reportOf(portal: TestedPortal, cabinet_id: string): Promise<string> {
  const somebody = { kind: 'user', id: randomUUIDv7(), session_id: randomUUIDv7(), memberships: [], staff_roles: ['auditor'] } as const;
  return orderReport(portal, somebody, cabinet_id);
}

/** A report of this person's own about requests; answers its id. */
export async function orderReport(portal: TestedPortal, person: UserPrincipal, cabinet_id: string): Promise<string> {
  const body = { report: 'issues', format: 'csv', query: { cabinet_id } } as const;
  return (await portal.client(reportsContract, person).createReport({ body })).id;
}
