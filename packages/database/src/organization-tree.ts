import type { Scope } from '@kabinet/contract/access';
import { sql, type Kysely } from 'kysely';
import { createBuilder } from './builder.ts';
import type { Queryable, Transaction } from './session.ts';

/** An organization as every service knows it: what rights, lists and documents need. */
export interface OrganizationNode {
  readonly id: string;
  readonly parent_id: string | null;
  readonly root_id: string;
  readonly name: string;
  readonly inn: string;
  readonly kpp: string | null;
  readonly kind: 'customer' | 'branch' | 'partner' | 'vendor';
  readonly status: 'active' | 'closing' | 'closed';
  readonly version: number;
}

/** The tables that `0001-platform.sql` makes in every schema. */
export interface OrganizationTables {
  organization_node: OrganizationNode;
  organization_closure: { ancestor_id: string; descendant_id: string; depth: number; root_id: string };
}

const query: Kysely<OrganizationTables> = createBuilder<OrganizationTables>();

/**
 * Keeps everybody else from changing the tree until the transaction ends. To be taken ahead of anything that a move may wait
 * for: rows of tenants, written or locked.
 */
export async function lockTree(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('organization tree'), hashtext(current_schema()))`.compile(query));
}

/** All rows of a tree change hands in one transaction, or somebody would see what is theirs no more: `test/moving.heavy.ts` measures it. */
const MOVE_LIMIT_MS = 600_000;

/**
 * Records what an event said of an organization. Events may come twice and in any order: the newest version stays, and
 * closure and roots follow from the parents alone, so every order ends in the same tree. Needs the system role.
 */
export async function recordOrganization(tx: Transaction, node: OrganizationNode): Promise<void> {
  await lockTree(tx);
  const before = await tx.first(query.selectFrom('organization_node').select(['parent_id', 'version']).where('id', '=', node.id));
  if (before && before.version > node.version) return;
  await tx.execute(
    query
      .insertInto('organization_node')
      .values(node)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          parent_id: ref('excluded.parent_id'),
          // Below a new parent that is still unknown, the root that the event names stands in; else the tree decides.
          root_id: sql`case when organization_node.parent_id is distinct from excluded.parent_id then excluded.root_id else organization_node.root_id end`,
          name: ref('excluded.name'),
          inn: ref('excluded.inn'),
          kpp: ref('excluded.kpp'),
          kind: ref('excluded.kind'),
          status: ref('excluded.status'),
          version: ref('excluded.version'),
        })),
      ),
  );
  if (before && before.parent_id !== node.parent_id) await tx.prolong(MOVE_LIMIT_MS);
  if (!before || before.parent_id !== node.parent_id) {
    await tx.execute(sql`select refresh_organization_subtree(${node.id}::uuid)`.compile(query));
  }
}

/**
 * Whether the organization is open, which stays so until the transaction ends: asked before something is given to it. An organization
 * that this service has not heard of counts as open.
 */
export async function lockOpen(tx: Transaction, id: string): Promise<boolean> {
  const node = await tx.first(query.selectFrom('organization_node').select('status').where('id', '=', id).forShare());
  return node === undefined || node.status === 'active';
}

export async function findOrganization(db: Queryable, id: string): Promise<OrganizationNode | undefined> {
  return db.first(query.selectFrom('organization_node').selectAll().where('id', '=', id));
}

/** Whether `scope` reaches the organization, as far as this service knows the tree and the second wall lets the caller look at it. */
export async function isWithin(db: Queryable, scope: Scope, organizationId: string): Promise<boolean> {
  const ancestors = scope.kind === 'everywhere' ? [organizationId] : scope.anchors.map((anchor) => anchor.organization_id);
  if (ancestors.length === 0) return false;
  const row = await db.first(
    query
      .selectFrom('organization_closure')
      .select('depth')
      .where('ancestor_id', 'in', ancestors)
      .where('descendant_id', '=', organizationId)
      .limit(1),
  );
  return row !== undefined;
}
