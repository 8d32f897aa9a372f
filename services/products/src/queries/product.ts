import type { Scope } from '@kabinet/contract/access';
import type { Product, ProductDefinition } from '@kabinet/contracts/products/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type Insertable, type RawBuilder, type SelectQueryBuilder, type Updateable } from 'kysely';
import { query, type Tables } from '../tables.ts';

const COLUMNS = [
  't.id',
  't.slug',
  't.name',
  't.description',
  't.parameters',
  't.support_levels',
  't.update_policy',
  't.security_policy',
  't.status',
  't.created_at',
  't.updated_at',
] as const;

/** The products that `scope` shows: all to those who hold the permission everywhere (staff, services), the active ones to customers. */
export function selectProducts(scope: Scope): SelectQueryBuilder<{ t: Tables['product'] }, 't', Product> {
  const visible = query.selectFrom('product as t').select(COLUMNS);
  return scope.kind === 'subtrees' ? visible.where('t.status', '=', 'active') : visible;
}

/** The product that `ref`, an id or a slug, names, if `scope` shows it. */
export async function findProduct(db: Queryable, ref: string, scope: Scope): Promise<ProductDefinition | undefined> {
  return db.first(selectProducts(scope).select('t.version').where(named(ref)));
}

export async function productExists(db: Queryable, ref: string, scope: Scope): Promise<boolean> {
  return (await db.first(selectProducts(scope).clearSelect().select('t.id').where(named(ref)))) !== undefined;
}

/** The product, locked until the transaction ends. */
export async function lockProduct(tx: Transaction, ref: string): Promise<{ id: string; version: number } | undefined> {
  return tx.first(query.selectFrom('product as t').select(['t.id', 't.version']).where(named(ref)).forUpdate());
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A slug never has the form of a UUID. */
function named(ref: string): RawBuilder<boolean> {
  return UUID.test(ref) ? sql<boolean>`t.id = ${ref}::uuid` : sql<boolean>`t.slug = ${ref}`;
}

/** Inserts unless the slug is taken; answers whether it did. */
export async function insertProduct(tx: Transaction, row: Insertable<Tables['product']>): Promise<boolean> {
  return (
    (await tx.execute(
      query
        .insertInto('product')
        .values(row)
        .onConflict((conflict) => conflict.column('slug').doNothing()),
    )) === 1
  );
}

export async function updateProduct(tx: Transaction, id: string, changes: Updateable<Tables['product']>): Promise<void> {
  await tx.execute(query.updateTable('product').set(changes).where('id', '=', id));
}

/** The ids of the next products in their order, for a walk over all. */
export async function listProductIdsAfter(tx: Transaction, after: string | undefined, limit: number): Promise<string[]> {
  let select = query.selectFrom('product').select('id').orderBy('id').limit(limit);
  if (after !== undefined) select = select.where('id', '>', after);
  return (await tx.rows(select)).map((row) => row.id);
}
