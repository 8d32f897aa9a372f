import type { Queryable, Transaction } from '@kabinet/database';
import { sql } from 'kysely';
import { query } from '../tables.ts';

export interface ProductState {
  readonly id: string;
  readonly slug: string;
  readonly name: { readonly ru: string; readonly en: string };
  readonly update_policy: string;
  readonly security_policy: string;
  readonly status: string;
  readonly version: number;
}

/** Keeps the newest state of a product; answers whether it was unknown before. */
export async function recordProduct(tx: Transaction, product: ProductState): Promise<boolean> {
  const { id, slug, name, update_policy, security_policy, status, version } = product;
  const row = await tx.first(
    sql<{ is_new: boolean }>`insert into product (id, slug, name, update_policy, security_policy, status, version)
      values (${id}, ${slug}, ${JSON.stringify(name)}::jsonb, ${update_policy}, ${security_policy}, ${status}, ${version})
      on conflict (id) do update set slug = excluded.slug, name = excluded.name, update_policy = excluded.update_policy,
        security_policy = excluded.security_policy, status = excluded.status, version = excluded.version
      where product.version <= excluded.version
      returning xmax = 0 as is_new`.compile(query),
  );
  return row?.is_new ?? false;
}

/** The id of the product whose folder is `slug`. */
export async function findProductId(db: Queryable, slug: string): Promise<string | undefined> {
  return (await db.first(query.selectFrom('product').select('id').where('slug', '=', slug)))?.id;
}

/** The folder names of all products. */
export async function listSlugs(db: Queryable): Promise<string[]> {
  return (await db.rows(query.selectFrom('product').select('slug').orderBy('slug'))).map(({ slug }) => slug);
}

/** The folder name of the product that `ref`, an id or a slug, names. */
export async function findSlug(db: Queryable, ref: string): Promise<string | undefined> {
  const named = sql<boolean>`(id::text = ${ref.toLowerCase()} or slug = ${ref})`;
  return (await db.first(query.selectFrom('product').select('slug').where(named)))?.slug;
}
