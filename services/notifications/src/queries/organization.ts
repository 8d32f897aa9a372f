import type { Scope } from '@kabinet/contract/access';
import type { Queryable } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export async function organizationWithin(db: Queryable, id: string, scope: Scope): Promise<boolean> {
  const found = sql`select 1 from (select id, id as organization_id, root_id from organization_node where id = ${id}::uuid) t
    where ${within(reachOf(scope), 't')}`;
  return (await db.first(found.compile(query))) !== undefined;
}
