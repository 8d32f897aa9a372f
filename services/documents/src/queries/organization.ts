import type { Scope } from '@kabinet/contract/access';
import type { Queryable } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql } from 'kysely';
import { query } from '../tables.ts';

/** Whether `scope` reaches the organization, which this service must know. */
export async function organizationWithin(db: Queryable, id: string, scope: Scope): Promise<boolean> {
  const found = await db.first(
    sql`select 1 as found from (
        select descendant_id as organization_id, root_id from organization_closure where descendant_id = ${id}::uuid and depth = 0
      ) t where ${within(reachOf(scope), 't')}`.compile(query),
  );
  return found !== undefined;
}
