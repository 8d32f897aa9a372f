import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export interface TreeRow {
  id: string;
  parent_id: string | null;
  name: string;
  inn: string;
  kpp: string | null;
  kind: 'customer' | 'branch' | 'partner' | 'vendor';
  status: 'active' | 'closing' | 'closed';
  depth: number;
}

/** The subtree of `id` in the order of depth and name, the top first; at most `limit` rows. */
export async function fetchTree(db: Queryable, id: string, depth: number, limit: number): Promise<TreeRow[]> {
  return db.rows(
    query
      .selectFrom('organization_closure as closure')
      .innerJoin('organization as t', 't.id', 'closure.descendant_id')
      .select(['t.id', 't.name', 't.inn', 't.kpp', 't.kind', 't.status', 'closure.depth'])
      .select(sql<string | null>`case when closure.depth = 0 then null else t.parent_id end`.as('parent_id'))
      .where('closure.ancestor_id', '=', id)
      .where('closure.depth', '<=', depth)
      .orderBy('closure.depth')
      .orderBy('t.name')
      .orderBy('t.id')
      .limit(limit),
  );
}

/** Whether the organization hangs below one of `ancestors`, itself not counted. */
export async function hangsBelow(tx: Transaction, id: string, ancestors: readonly string[]): Promise<boolean> {
  const row = await tx.first(
    query
      .selectFrom('organization_closure')
      .select('depth')
      .where('ancestor_id', 'in', ancestors)
      .where('descendant_id', '=', id)
      .where('depth', '>', 0)
      .limit(1),
  );
  return row !== undefined;
}

export async function isBelow(tx: Transaction, id: string, ancestor: string): Promise<boolean> {
  const row = await tx.first(
    query.selectFrom('organization_closure').select('depth').where('ancestor_id', '=', ancestor).where('descendant_id', '=', id),
  );
  return row !== undefined;
}
