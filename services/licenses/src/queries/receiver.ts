import type { Scope } from '@kabinet/contract/access';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

/** An organization to which units may go, and where it stands seen from the giver. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly root_id: string;
  readonly status: 'active' | 'closing' | 'closed';
  readonly is_below: boolean;
  readonly is_above: boolean;
  /** Whether the caller may move units there, in one direction or the other. */
  readonly in_scope: boolean;
  /** Whether its tree wants transfers accepted. */
  readonly acceptance: boolean;
}

export async function findReceiver(db: Queryable, id: string, giverId: string, scope: Scope): Promise<Receiver | undefined> {
  const anchors = scope.kind === 'everywhere' ? [id] : scope.anchors.map((anchor) => anchor.organization_id);
  return db.first(
    sql<Receiver>`select n.id, n.name, n.root_id, n.status,
      exists (select from organization_closure where ancestor_id = ${giverId}::uuid and descendant_id = n.id and depth > 0) as is_below,
      exists (select from organization_closure where ancestor_id = n.id and descendant_id = ${giverId}::uuid and depth > 0) as is_above,
      exists (select from organization_closure where ancestor_id = any(${anchors}::uuid[]) and descendant_id = n.id) as in_scope,
      coalesce((select acceptance from transfer_settings where organization_id = n.root_id), false) as acceptance
      from organization_node n where n.id = ${id}::uuid`.compile(query),
  );
}

/** Which of these licences have units that an organization gave, by whatever way. */
export async function cameFrom(db: Queryable, licenseIds: readonly string[], organizationId: string): Promise<Set<string>> {
  const rows = await db.rows(
    sql<{ id: string }>`with recursive source as (
        select license_id as id, giver_id from lineage where license_id = any(${licenseIds}::uuid[])
        union
        select source.id, further.giver_id from source join lineage further on further.license_id = source.giver_id
      )
      select distinct source.id from source join license giver on giver.id = source.giver_id
      where giver.organization_id = ${organizationId}::uuid`.compile(query),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Units came to a licence from another one. */
export async function recordLineage(
  tx: Transaction,
  pair: { readonly license_id: string; readonly giver_id: string; readonly organization_id: string; readonly root_id: string },
): Promise<void> {
  await tx.execute(
    query
      .insertInto('lineage')
      .values(pair)
      .onConflict((conflict) => conflict.doNothing()),
  );
}

/** Whether the trees of these organizations want transfers accepted; kept with the root. */
export async function findTransferSettings(db: Queryable, organizationId: string): Promise<{ root_id: string; acceptance: boolean }> {
  const found = await db.first(
    sql<{ root_id: string; acceptance: boolean }>`select n.root_id, coalesce(settings.acceptance, false) as acceptance
      from organization_node n left join transfer_settings settings on settings.organization_id = n.root_id
      where n.id = ${organizationId}::uuid`.compile(query),
  );
  if (!found) throw new Error(`the organization ${organizationId} vanished`);
  return found;
}

export async function writeTransferSettings(tx: Transaction, rootId: string, acceptance: boolean, at: string): Promise<number> {
  const written = await tx.first(
    sql<{ version: number }>`insert into transfer_settings (organization_id, root_id, acceptance, updated_at)
      values (${rootId}::uuid, ${rootId}::uuid, ${acceptance}, ${at}::timestamptz)
      on conflict (organization_id) do update set acceptance = excluded.acceptance, version = transfer_settings.version + 1,
        updated_at = excluded.updated_at
      returning version`.compile(query),
  );
  return written?.version ?? 1;
}

/** Whether `scope` reaches an organization, or with `root` the root of its tree. */
export async function organizationExists(db: Queryable, id: string, scope: Scope, of: 'itself' | 'root'): Promise<boolean> {
  const anchors = sql`any(${scope.kind === 'everywhere' ? [] : scope.anchors.map((anchor) => anchor.organization_id)}::uuid[])`;
  const reached = of === 'itself' ? sql`n.id` : sql`n.root_id`;
  const within =
    scope.kind === 'everywhere'
      ? sql`true`
      : sql`exists (select from organization_closure where ancestor_id = ${anchors} and descendant_id = ${reached})`;
  const found = await db.first(sql`select 1 as found from organization_node n where n.id = ${id}::uuid and ${within}`.compile(query));
  return found !== undefined;
}
