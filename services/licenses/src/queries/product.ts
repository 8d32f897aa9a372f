import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import type { SoldProduct } from '../domain/purchase.ts';
import { query } from '../tables.ts';

export interface ProductRow extends SoldProduct {
  readonly name: { readonly ru: string; readonly en: string };
  readonly version: number;
}

/** The products of these ids and slugs that this service knows. */
export async function findProducts(db: Queryable, keys: { ids?: readonly string[]; slugs?: readonly string[] }): Promise<ProductRow[]> {
  const found = query
    .selectFrom('product')
    .selectAll()
    .where(sql<boolean>`id = any(${keys.ids ?? []}::uuid[]) or slug = any(${keys.slugs ?? []}::text[])`);
  return (await db.rows(found)) as ProductRow[];
}

/** Keeps the newest version of a product. */
export async function recordProduct(tx: Transaction, product: ProductRow): Promise<void> {
  const { id, slug, status, version } = product;
  const [name, parameters, levels] = [product.name, product.parameters, product.support_levels].map((value) => JSON.stringify(value));
  await tx.execute(
    sql`insert into product (id, slug, name, parameters, support_levels, status, version)
      values (${id}, ${slug}, ${name}::jsonb, ${parameters}::jsonb, ${levels}::jsonb, ${status}, ${version})
      on conflict (id) do update set slug = excluded.slug, name = excluded.name, parameters = excluded.parameters,
        support_levels = excluded.support_levels, status = excluded.status, version = excluded.version
      where product.version <= excluded.version`.compile(query),
  );
}

/** How products are named, by id. */
export async function findProductRefs(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, Pick<ProductRow, 'id' | 'slug' | 'name'>>> {
  return new Map((await findProducts(db, { ids })).map(({ id, slug, name }) => [id, { id, slug, name }]));
}
