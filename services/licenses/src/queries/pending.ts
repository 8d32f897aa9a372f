import type { Queryable } from '@kabinet/database';
import { sql, type RawBuilder } from 'kysely';
import { query } from '../tables.ts';
import type { TransferRow } from './transfer.ts';

/** A transfer that waits for its receiver. Whoever reads over several trees is the system. */
export type PendingTransfer = Pick<TransferRow, 'id' | 'license_id' | 'to_organization_id'>;

/** The transfers of a licence that wait for their receivers. */
export async function findPending(db: Queryable, licenseId: string): Promise<string[]> {
  const waiting = query.selectFrom('transfer').select('id').where('license_id', '=', licenseId).where('status', '=', 'pending');
  return (await db.rows(waiting.orderBy('id'))).map(({ id }) => id);
}

/** What waits for an organization, or was given by it. */
export async function listPendingOf(db: Queryable, organizationId: string, limit: number): Promise<PendingTransfer[]> {
  return db.rows(
    sql<PendingTransfer>`${pendingOf(sql`= ${organizationId}::uuid`)} select id, license_id, to_organization_id from pending order by id limit ${limit}`.compile(
      query,
    ),
  );
}

/**
 * What waits for or of the organizations from `movedId` downwards and has no way any more: to another tree, or, where people of
 * the tree gave it, to who is not below the giver now.
 */
export async function listParted(db: Queryable, movedId: string, limit: number): Promise<PendingTransfer[]> {
  const moved = sql`in (select descendant_id from organization_closure where ancestor_id = ${movedId}::uuid)`;
  return db.rows(
    sql<PendingTransfer>`${pendingOf(moved)}
      select t.id, t.license_id, t.to_organization_id from pending t
      join organization_node giver on giver.id = t.from_organization_id
      join organization_node receiver on receiver.id = t.to_organization_id
      where giver.root_id <> receiver.root_id or (t.created_by = 'customer' and not exists (
        select from organization_closure where ancestor_id = t.from_organization_id and descendant_id = t.to_organization_id))
      order by t.id limit ${limit}`.compile(query),
  );
}

/** Either side by an index of its own. */
function pendingOf(organizations: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with pending as (
    select id, license_id, from_organization_id, to_organization_id, created_by from transfer
    where status = 'pending' and from_organization_id ${organizations}
    union
    select id, license_id, from_organization_id, to_organization_id, created_by from transfer
    where status = 'pending' and to_organization_id ${organizations}
  )`;
}
