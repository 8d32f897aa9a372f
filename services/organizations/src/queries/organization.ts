import type { Scope } from '@kabinet/contract/access';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { reachOf, within } from '@kabinet/database/reach';
import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

export type OrganizationRow = Selectable<Tables['organization']>;

/** The cabinet's columns; `parent_id` only where the reader may know of the parent. */
export function selectCabinets(scope: Scope) {
  return (
    query
      .selectFrom('organization as t')
      .select(['t.id', 't.name', 't.full_name', 't.inn', 't.kpp', 't.ogrn', 't.kind', 't.status', 't.created_at', 't.updated_at'])
      .select(visibleParent(scope).as('parent_id'))
      // Who sees an organization sees what is below it: nothing unseen shows through.
      .select(sql<boolean>`exists (select from organization child where child.parent_id = t.id)`.as('has_children'))
  );
}

/** The parent as the reader may know it. Only the top of a visible subtree can have a parent outside of it. */
export function visibleParent(scope: Scope): RawBuilder<string | null> {
  if (scope.kind === 'everywhere') return sql`t.parent_id`;
  const anchors = scope.anchors.map((anchor) => anchor.organization_id);
  return sql`case when t.id = any(${anchors}::uuid[]) and not exists (
    select from organization_closure where ancestor_id = any(${anchors}::uuid[]) and descendant_id = t.parent_id
  ) then null else t.parent_id end`;
}

export async function findCabinet(db: Queryable, id: string, scope: Scope): Promise<(Cabinet & { version: number }) | undefined> {
  return db.first(
    selectCabinets(scope)
      .select('t.version')
      .where('t.id', '=', id)
      .where(within(reachOf(scope), 't')),
  );
}

/** Whether the organization exists within `scope`: the check behind every operation on a cabinet. */
export async function cabinetExists(db: Queryable, id: string, scope: Scope): Promise<boolean> {
  const row = await db.first(
    query
      .selectFrom('organization as t')
      .select('t.id')
      .where('t.id', '=', id)
      .where(within(reachOf(scope), 't')),
  );
  return row !== undefined;
}

/** The organization, locked until the transaction ends. */
export async function lockOrganization(tx: Transaction, id: string): Promise<OrganizationRow | undefined> {
  return tx.first(query.selectFrom('organization').selectAll().where('id', '=', id).forUpdate());
}

export async function findOrganizationRow(db: Queryable, id: string): Promise<OrganizationRow | undefined> {
  return db.first(query.selectFrom('organization').selectAll().where('id', '=', id));
}

/** The vendor-confirmed organization with these registration numbers. */
export async function findConfirmed(db: Queryable, inn: string, kpp: string | null): Promise<OrganizationRow | undefined> {
  return db.first(
    query
      .selectFrom('organization')
      .selectAll()
      .where('inn', '=', inn)
      .where(sql<boolean>`kpp is not distinct from ${kpp}`)
      .where('confirmed', '=', true)
      .where('status', '<>', 'closed'),
  );
}

/** The first two of the vendor-confirmed organizations with this ИНН, and this КПП if one is given; the one without a КПП first. */
export async function listConfirmed(db: Queryable, inn: string, kpp: string | undefined): Promise<OrganizationRow[]> {
  let select = query
    .selectFrom('organization')
    .selectAll()
    .where('inn', '=', inn)
    .where('confirmed', '=', true)
    .where('status', '<>', 'closed')
    .orderBy('kpp', (order) => order.asc().nullsFirst())
    .limit(2);
  if (kpp !== undefined) select = select.where('kpp', '=', kpp);
  return db.rows(select);
}

/** Whether a vendor-confirmed organization with these registration numbers was closed. */
export async function isClosedBuyer(db: Queryable, inn: string, kpp: string | null): Promise<boolean> {
  const row = await db.first(
    query
      .selectFrom('organization')
      .select('id')
      .where('inn', '=', inn)
      .where(sql<boolean>`kpp is not distinct from ${kpp}`)
      .where('confirmed', '=', true)
      .where('status', '=', 'closed')
      .limit(1),
  );
  return row !== undefined;
}

/** Inserts unless the requisites are taken; answers whether it did. */
export async function insertOrganization(tx: Transaction, row: Insertable<Tables['organization']>): Promise<boolean> {
  return (
    (await tx.execute(
      query
        .insertInto('organization')
        .values(row)
        .onConflict((conflict) => conflict.doNothing()),
    )) === 1
  );
}

export async function updateOrganization(tx: Transaction, id: string, changes: Updateable<Tables['organization']>): Promise<void> {
  await tx.execute(query.updateTable('organization').set(changes).where('id', '=', id));
}

/**
 * Whether other open organizations hold these requisites in the tree, or, if confirmed, anywhere. Only those within `sight`
 * count: a refusal would tell of the others.
 */
export async function requisitesTaken(
  tx: Transaction,
  row: Pick<OrganizationRow, 'id' | 'root_id' | 'inn' | 'kpp' | 'confirmed'>,
  sight: Scope,
): Promise<boolean> {
  const found = await tx.first(
    query
      .selectFrom('organization as t')
      .select('t.id')
      .where('t.id', '<>', row.id)
      .where('t.inn', '=', row.inn)
      .where(sql<boolean>`t.kpp is not distinct from ${row.kpp}`)
      .where('t.status', '<>', 'closed')
      .where(within(reachOf(sight), 't'))
      .where((where) =>
        where.or([where('t.root_id', '=', row.root_id), where.and([where('t.confirmed', '=', true), where.val(row.confirmed)])]),
      ),
  );
  return found !== undefined;
}

/** The next organizations in the order of their ids, for a walk over all. */
export async function listOrganizationsAfter(tx: Transaction, after: string | undefined, limit: number): Promise<OrganizationRow[]> {
  let select = query.selectFrom('organization').selectAll().orderBy('id').limit(limit);
  if (after !== undefined) select = select.where('id', '>', after);
  return tx.rows(select);
}
