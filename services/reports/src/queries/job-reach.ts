import type { Scope } from '@kabinet/contract/access';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, type Reach } from '@kabinet/database/reach';
import { sql, type RawBuilder } from 'kysely';
import { query } from '../tables.ts';

/** Remembers that a report shows these organizations by this right, or everything. */
export async function recordReach(
  tx: Transaction,
  jobId: string,
  { permission, scope, organizationIds }: { permission: string; scope: Scope; organizationIds: readonly string[] },
): Promise<void> {
  const shown = scope.kind === 'everywhere' ? [null] : organizationIds;
  await tx.execute(
    sql`insert into job_reach (job_id, permission, organization_id)
      select ${jobId}::uuid, ${permission}, id from unnest(${shown}::uuid[]) id`.compile(query),
  );
}

/** Whether the report shows something by this right that is not within `scope`, or not known to be. */
export async function isBeyond(db: Queryable, jobId: string, permission: string, scope: Scope): Promise<boolean> {
  const reach = reachOf(scope);
  if (reach.kind === 'everywhere') return false;
  const found = await db.first(
    sql`select from job_reach where job_id = ${jobId}::uuid and permission = ${permission}
      and (organization_id is null or not ${inReach(reach, sql`organization_id`)}) limit 1`.compile(query),
  );
  return found !== undefined;
}

function inReach(reach: Exclude<Reach, { kind: 'everywhere' }>, id: RawBuilder<unknown>): RawBuilder<boolean> {
  switch (reach.kind) {
    case 'trees':
      return sql<boolean>`exists (select from organization_closure where descendant_id = ${id} and depth = 0
        and root_id = any(${reach.roots}::uuid[]))`;
    case 'organizations':
      return sql<boolean>`${id} in (${reach.organizations})`;
  }
}
