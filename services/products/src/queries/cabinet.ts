import type { Scope } from '@kabinet/contract/access';
import type { Queryable } from '@kabinet/database';
import { reachOf } from '@kabinet/database/reach';
import { sql } from 'kysely';
import { query } from '../tables.ts';

/** The organization, if it lies within the scope and this service has heard of it. */
export async function findCabinet(db: Queryable, id: string, scope: Scope): Promise<{ id: string; name: string } | undefined> {
  const reach = reachOf(scope, { cabinet_id: id, descendants: false });
  if (reach.kind !== 'organizations') return undefined;
  const within = sql<boolean>`id in (${reach.organizations})`;
  return db.first(query.selectFrom('organization_node').select(['id', 'name']).where('id', '=', id).where(within));
}
