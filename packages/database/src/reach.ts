import type { Scope } from '@kabinet/contract/access';
import { sql, type RawBuilder } from 'kysely';

/**
 * The first wall: which organizations a query may touch, in SQL over the service's own organization tree.
 * A scope says where the caller holds the permission; `cabinet_id` and `descendants` narrow it further.
 */
export type Reach =
  | { readonly kind: 'everywhere' }
  /** Whole trees: the scope's anchors are all roots and nothing narrows them. */
  | { readonly kind: 'trees'; readonly roots: readonly string[] }
  /** Some organizations: `organizations` selects their ids as `id`, `roots` the ids of their trees as `id`. */
  | { readonly kind: 'organizations'; readonly organizations: RawBuilder<unknown>; readonly roots: RawBuilder<unknown> };

export interface Narrowing {
  readonly cabinet_id?: string | undefined;
  readonly descendants?: boolean | undefined;
}

export function reachOf(scope: Scope, narrowing: Narrowing = {}): Reach {
  if (narrowing.cabinet_id !== undefined) return narrowed(scope, narrowing.cabinet_id, narrowing.descendants ?? true);
  if (scope.kind === 'everywhere') return { kind: 'everywhere' };
  if (scope.anchors.every((anchor) => anchor.organization_id === anchor.root_id)) {
    return { kind: 'trees', roots: [...new Set(scope.anchors.map((anchor) => anchor.root_id))] };
  }
  const anchors = scope.anchors.map((anchor) => anchor.organization_id);
  return {
    kind: 'organizations',
    organizations: sql`select distinct descendant_id as id from organization_closure where ancestor_id = any(${anchors}::uuid[])`,
    roots: sql`select distinct root_id as id from organization_closure where ancestor_id = any(${anchors}::uuid[]) and depth = 0`,
  };
}

function narrowed(scope: Scope, cabinetId: string, descendants: boolean): Reach {
  const allowed =
    scope.kind === 'everywhere'
      ? sql`true`
      : isBelow(
          scope.anchors.map((anchor) => anchor.organization_id),
          cabinetId,
        );
  const depth = descendants ? sql`true` : sql`depth = 0`;
  return {
    kind: 'organizations',
    organizations: sql`select descendant_id as id from organization_closure where ancestor_id = ${cabinetId}::uuid and ${depth} and ${allowed}`,
    roots: sql`select root_id as id from organization_closure where ancestor_id = ${cabinetId}::uuid and depth = 0 and ${allowed}`,
  };
}

function isBelow(anchors: readonly string[], organizationId: string): RawBuilder<unknown> {
  return sql`exists (select from organization_closure
    where ancestor_id = any(${anchors}::uuid[]) and descendant_id = ${organizationId}::uuid)`;
}

/** The reach as a predicate over a table's `organization_id` and `root_id`; for single rows and for joins. */
export function within(reach: Reach, table: string): RawBuilder<boolean> {
  const organization = sql.ref(`${table}.organization_id`);
  const root = sql.ref(`${table}.root_id`);
  switch (reach.kind) {
    case 'everywhere':
      return sql<boolean>`true`;
    case 'trees':
      return sql<boolean>`${root} = any(${reach.roots}::uuid[])`;
    case 'organizations':
      return sql<boolean>`${organization} in (${reach.organizations})`;
  }
}
